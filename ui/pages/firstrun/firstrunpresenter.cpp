#include "ui/pages/firstrun/firstrunpresenter.h"

namespace ain::ui {

FirstRunPresenter::FirstRunPresenter(Context &context, QObject *parent) : QObject(parent), m_context(context) { }

bool FirstRunPresenter::needsPassword() const { return m_context.backends.vault.state() != VaultState::Open; }

Task<> FirstRunPresenter::startPractice() { return m_context.backends.accounts.startPractice(); }

Task<> FirstRunPresenter::openVault(Protection protection)
{
    // A second try after a later step failed finds the vault open already.
    if (needsPassword()) {
        auto created = co_await m_context.backends.vault.create(std::move(protection.password));
        if (!created)
            co_return failure(created.error());
    }
    if (m_context.backends.network.current().id != protection.networkId) {
        auto selected = co_await m_context.backends.network.select(protection.networkId);
        if (!selected)
            co_return failure(selected.error());
    }
    co_return {};
}

Task<> FirstRunPresenter::create(Protection protection, SecretBytes phrase, SecretBytes passphrase, DerivationPath path)
{
    auto open = co_await openVault(std::move(protection));
    if (!open)
        co_return failure(open.error());
    auto account =
        co_await m_context.backends.accounts.addMnemonic(std::move(phrase), std::move(passphrase), path, QString());
    if (!account)
        co_return failure(account.error());
    co_return {};
}

Task<QList<FoundAccount>> FirstRunPresenter::scan(Protection protection, SecretBytes phrase, SecretBytes passphrase)
{
    auto open = co_await openVault(std::move(protection));
    if (!open)
        co_return failure(open.error());
    auto found = co_await m_context.backends.accounts.scanMnemonic(std::move(phrase), std::move(passphrase));
    co_return found;
}

Task<> FirstRunPresenter::importFound(QStringList paths)
{
    auto imported = co_await m_context.backends.accounts.importFound(std::move(paths));
    if (!imported)
        co_return failure(imported.error());
    co_return {};
}

Task<> FirstRunPresenter::importKeystore(Protection protection, QByteArray json, SecretBytes keystorePassword)
{
    auto open = co_await openVault(std::move(protection));
    if (!open)
        co_return failure(open.error());
    auto account =
        co_await m_context.backends.accounts.importKeystore(std::move(json), std::move(keystorePassword), QString());
    if (!account)
        co_return failure(account.error());
    co_return {};
}

Task<> FirstRunPresenter::importKey(Protection protection, SecretBytes key)
{
    auto open = co_await openVault(std::move(protection));
    if (!open)
        co_return failure(open.error());
    auto account = co_await m_context.backends.accounts.importPrivateKey(std::move(key), QString());
    if (!account)
        co_return failure(account.error());
    co_return {};
}

Task<> FirstRunPresenter::watch(Protection protection, QString address)
{
    auto open = co_await openVault(std::move(protection));
    if (!open)
        co_return failure(open.error());
    auto account = co_await m_context.backends.accounts.addWatchOnly(std::move(address), QString());
    if (!account)
        co_return failure(account.error());
    co_return {};
}

Task<> FirstRunPresenter::restoreBackup(QString path, SecretBytes password)
{
    return m_context.backends.vault.restore(std::move(path), std::move(password));
}

} // namespace ain::ui
