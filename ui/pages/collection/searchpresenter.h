// A search through every collection of the network: started, followed, stopped. Goes on while nobody looks.
#pragma once

#include "ui/backend/collectionbackend.h"

namespace ain::ui {

class SearchPresenter : public QObject {
    Q_OBJECT
public:
    enum class State { Idle, Running, Found, Nothing, Stopped, Failed };

    explicit SearchPresenter(CollectionBackend &backend, QObject *parent = nullptr);

    void start();
    void stop();

    [[nodiscard]] State state() const { return m_state; }
    [[nodiscard]] bool isRunning() const { return m_state == State::Running; }
    [[nodiscard]] int done() const { return m_done; }
    /// 0 while the collections are still being listed.
    [[nodiscard]] int total() const { return m_total; }
    /// Collections while they are being listed, then tokens.
    [[nodiscard]] int found() const { return m_found; }
    [[nodiscard]] const std::optional<Error> &error() const { return m_error; }

Q_SIGNALS:
    void changed();

private:
    void enter(State state);
    CollectionBackend &m_backend;
    State m_state = State::Idle;
    int m_done = 0;
    int m_total = 0;
    int m_found = 0;
    std::optional<Error> m_error;
};

} // namespace ain::ui
