// Keeps keys and recovery words out of inputs that are not for them: what was pasted is wiped, with its undo history,
// and never shown back. An error that quotes its input would otherwise put a secret on the screen and into a log.
#pragma once

#include <QObject>

#include <functional>

class QLineEdit;

namespace ain::ui {

class SecretGuard : public QObject {
    Q_OBJECT
public:
    /// Lives as long as `edit`. `tell` is called after the input was cleared and everybody was told of that.
    explicit SecretGuard(QLineEdit *edit, std::function<void()> tell);
    /// Texts of that shape that belong here all the same, such as the hash of a transaction.
    void setAllowed(std::function<bool(const QString &)> allowed) { m_allowed = std::move(allowed); }

    /// What to say.
    [[nodiscard]] static QString words();

private:
    void look();
    QLineEdit *m_edit;
    std::function<void()> m_tell;
    std::function<bool(const QString &)> m_allowed;
};

} // namespace ain::ui
