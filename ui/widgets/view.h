// A widget whose texts follow the language of the program.
#pragma once

#include <QFrame>

#include <functional>
#include <vector>

namespace ain::ui {

class View : public QFrame {
    Q_OBJECT
public:
    explicit View(QWidget *parent = nullptr);

protected:
    /// Runs `write` now and again whenever the language changes. It may only touch children of this view.
    void onLanguage(std::function<void()> write);
    void changeEvent(QEvent *event) override;

private:
    std::vector<std::function<void()>> m_writers;
};

} // namespace ain::ui
