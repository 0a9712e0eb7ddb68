// A secret on the clipboard for a minute: marked so that clipboard managers do not keep it, and taken away again.
#pragma once

#include "core/base/secretbytes.h"

#include <QObject>
#include <QTimer>

namespace ain::ui {

class SecretClipboard : public QObject {
    Q_OBJECT
public:
    static constexpr int KeepSeconds = 60;

    explicit SecretClipboard(QObject *parent = nullptr);
    ~SecretClipboard() override; ///< takes it away

    /// ASCII.
    void copy(const SecretBytes &secret);
    /// Takes it away, unless something else was copied meanwhile.
    void clear();
    [[nodiscard]] int secondsLeft() const { return m_left; } ///< 0: nothing of ours is there

Q_SIGNALS:
    void ticked(); ///< every second, and when it is gone

private:
    void tick();
    [[nodiscard]] bool isOurs() const;
    SecretBytes m_secret;
    QTimer m_second;
    int m_left = 0;
};

} // namespace ain::ui
