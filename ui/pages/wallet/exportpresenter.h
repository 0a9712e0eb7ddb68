// Taking a secret out of the vault: ask, hold it covered, show it for a short time, forget it.
#pragma once

#include "ui/backend/accountbackend.h"
#include "ui/backend/vaultbackend.h"

#include <QTimer>

namespace ain::ui {

class ExportPresenter : public QObject {
    Q_OBJECT
public:
    enum class Kind { Words, PrivateKey, Keystore };
    enum class State {
        Choosing,
        Working,
        Covered, ///< the secret is here, and not on the screen
        Shown,
        Written, ///< the keystore file is there
    };
    static constexpr int ShownSeconds = 60;

    ExportPresenter(AccountBackend &accounts, VaultBackend &vault, QObject *parent = nullptr);

    /// Choosing → Working → Covered, or back to Choosing with failed(). Words or private key.
    void reveal(Kind kind, const QString &accountId, SecretBytes password);
    /// Choosing → Working → Written, or back to Choosing with failed().
    void write(const QString &accountId, SecretBytes password, SecretBytes filePassword, const QString &path);
    /// Covered → Shown. Covers itself after ShownSeconds.
    void show();
    void cover();
    /// Forgets everything; also when the vault locks.
    void reset();

    [[nodiscard]] State state() const { return m_state; }
    [[nodiscard]] Kind kind() const { return m_kind; }
    [[nodiscard]] const SecretBytes &secret() const { return m_secret; }
    [[nodiscard]] bool needsPassphrase() const { return m_needsPassphrase; }
    [[nodiscard]] int secondsLeft() const { return m_secondsLeft; }
    [[nodiscard]] const QString &path() const { return m_path; }

Q_SIGNALS:
    void changed();
    void failed(const ain::Error &error);

private:
    void enter(State state);
    /// False when the answer belongs to something that was given up meanwhile.
    [[nodiscard]] bool isCurrent(int run) const { return run == m_run && m_state == State::Working; }
    void fail(const Error &error);

    AccountBackend &m_accounts;
    State m_state = State::Choosing;
    Kind m_kind = Kind::Words;
    SecretBytes m_secret;
    bool m_needsPassphrase = false;
    QString m_path;
    QTimer m_tick;
    int m_secondsLeft = 0;
    int m_run = 0;
};

} // namespace ain::ui
