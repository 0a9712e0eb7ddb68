#include "ui/pages/wallet/exportpresenter.h"

namespace ain::ui {

namespace {
constexpr int SecondMs = 1000;
} // namespace

ExportPresenter::ExportPresenter(AccountBackend &accounts, VaultBackend &vault, QObject *parent)
    : QObject(parent), m_accounts(accounts)
{
    m_tick.setInterval(SecondMs);
    connect(&m_tick, &QTimer::timeout, this, [this] {
        if (--m_secondsLeft <= 0)
            cover();
        else
            Q_EMIT changed();
    });
    connect(&vault, &VaultBackend::stateChanged, this, [this](VaultState state) {
        if (state != VaultState::Open)
            reset();
    });
}

void ExportPresenter::reveal(Kind kind, const QString &accountId, SecretBytes password)
{
    if (m_state != State::Choosing || kind == Kind::Keystore)
        return;
    m_kind = kind;
    const int run = ++m_run;
    enter(State::Working);
    if (kind == Kind::Words) {
        m_accounts.exportPhrase(accountId, std::move(password)).then(this, [this, run](Result<ExportedPhrase> phrase) {
            if (!isCurrent(run))
                return;
            if (!phrase) {
                fail(phrase.error());
                return;
            }
            m_secret = std::move(phrase->words);
            m_needsPassphrase = phrase->needsPassphrase;
            enter(State::Covered);
        });
        return;
    }
    m_accounts.exportPrivateKey(accountId, std::move(password)).then(this, [this, run](Result<SecretBytes> key) {
        if (!isCurrent(run))
            return;
        if (!key) {
            fail(key.error());
            return;
        }
        m_secret = std::move(*key);
        enter(State::Covered);
    });
}

void ExportPresenter::write(const QString &accountId, SecretBytes password, SecretBytes filePassword,
                            const QString &path)
{
    if (m_state != State::Choosing)
        return;
    m_kind = Kind::Keystore;
    m_path = path;
    const int run = ++m_run;
    enter(State::Working);
    m_accounts.exportKeystore(accountId, std::move(password), std::move(filePassword), path)
        .then(this, [this, run](const Result<> &written) {
            if (!isCurrent(run))
                return;
            if (written)
                enter(State::Written);
            else
                fail(written.error());
        });
}

void ExportPresenter::show()
{
    if (m_state != State::Covered)
        return;
    m_secondsLeft = ShownSeconds;
    m_tick.start();
    enter(State::Shown);
}

void ExportPresenter::cover()
{
    if (m_state != State::Shown)
        return;
    m_tick.stop();
    enter(State::Covered);
}

void ExportPresenter::reset()
{
    m_tick.stop();
    m_secret.clear();
    m_needsPassphrase = false;
    m_path.clear();
    ++m_run;
    enter(State::Choosing);
}

void ExportPresenter::enter(State state)
{
    m_state = state;
    Q_EMIT changed();
}

void ExportPresenter::fail(const Error &error)
{
    enter(State::Choosing);
    Q_EMIT failed(error);
}

} // namespace ain::ui
