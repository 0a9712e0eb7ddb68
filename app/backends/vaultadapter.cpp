#include "app/backends/vaultadapter.h"

#include "app/backends/convert.h"

#include <algorithm>

namespace ain::app {

using namespace Qt::StringLiterals;

namespace {

constexpr qint64 DrillEveryMs = 183LL * 86'400'000;

ui::DrillResult toUi(const vault::BackupCheck &check)
{
    ui::DrillResult out;
    out.isGood = check.isGood();
    for (const vault::KeyRecord &record : check.restored)
        out.restored += app::toUi(record);
    for (const vault::KeyRecord &record : check.missing)
        out.missing += app::toUi(record);
    out.watched = check.watched;
    out.others = check.others;
    return out;
}

} // namespace

VaultAdapter::VaultAdapter(Services &services) : m_services(services)
{
    connect(&services.vault(), &vault::Vault::stateChanged, this, [this] { Q_EMIT stateChanged(state()); });
}

ui::VaultState VaultAdapter::state() const
{
    switch (m_services.vault().state()) {
    case vault::Vault::State::Missing: return ui::VaultState::Missing;
    case vault::Vault::State::Locked: return ui::VaultState::Locked;
    case vault::Vault::State::Open: return ui::VaultState::Open;
    }
    return ui::VaultState::Missing;
}

int VaultAdapter::retryAfterMs() const
{
    return int(std::clamp<qint64>(m_retryAtMs - m_services.clock().monotonicMs(), 0, 24 * 3600 * 1000));
}

Task<> VaultAdapter::refreshInfo()
{
    auto info = co_await m_services.vault().info();
    if (!info)
        co_return failure(info.error());
    const bool hadPassword = m_info.isProtected;
    m_info = *info;
    if (hadPassword != m_info.isProtected)
        Q_EMIT passwordChanged();
    co_return Result<>();
}

Task<> VaultAdapter::start()
{
    if (state() == ui::VaultState::Missing)
        co_return Result<>();
    auto known = co_await refreshInfo();
    if (!known)
        co_return known;
    if (m_info.isProtected)
        co_return Result<>();
    auto opened = co_await unlock(SecretBytes());
    co_return opened;
}

Task<> VaultAdapter::create(SecretBytes password)
{
    auto created = co_await m_services.vault().create(std::move(password));
    if (!created)
        co_return created;
    auto known = co_await refreshInfo();
    co_return known;
}

Task<> VaultAdapter::unlock(SecretBytes password)
{
    auto opened = co_await m_services.vault().unlock(std::move(password));
    if (!opened) {
        if (opened.error().code == errors::VaultTooManyTries)
            m_retryAtMs =
                m_services.clock().monotonicMs() + opened.error().args.value(u"seconds"_s).toLongLong() * 1000;
        co_return opened;
    }
    auto known = co_await refreshInfo();
    co_return known;
}

void VaultAdapter::lock()
{
    // The vault counts as locked from here on; its thread destroys the keys as the next thing it does.
    m_services.vault().lock().detach();
}

Task<> VaultAdapter::changePassword(SecretBytes current, SecretBytes next)
{
    auto changed = co_await m_services.vault().changePassphrase(std::move(current), std::move(next));
    if (!changed)
        co_return changed;
    auto known = co_await refreshInfo();
    Q_EMIT passwordChanged();
    co_return known;
}

Task<> VaultAdapter::backup(QString path)
{
    auto saved = co_await m_services.vault().backup(path);
    if (!saved)
        co_return saved;
    auto known = co_await refreshInfo();
    Q_EMIT backedUp();
    co_return known;
}

Task<> VaultAdapter::restore(QString path, SecretBytes password)
{
    SecretBytes again = password.clone();
    auto restored = co_await m_services.vault().restore(path, std::move(password));
    if (!restored)
        co_return restored;
    if (state() != ui::VaultState::Open) {
        auto opened = co_await unlock(std::move(again));
        co_return opened;
    }
    auto known = co_await refreshInfo();
    co_return known;
}

bool VaultAdapter::isDrillDue() const
{
    if (state() != ui::VaultState::Open || !m_info.isProtected || m_info.accounts == 0)
        return false;
    return m_services.clock().nowMs() - std::max(m_info.lastDrillMs, m_info.createdMs) > DrillEveryMs;
}

Task<ui::DrillResult> VaultAdapter::finishDrill(vault::BackupCheck check)
{
    auto known = co_await refreshInfo();
    if (!known)
        co_return failure(known.error());
    Q_EMIT drilled();
    co_return toUi(check);
}

Task<ui::DrillResult> VaultAdapter::drillWords(SecretBytes words, SecretBytes passphrase)
{
    auto mnemonic = crypto::Mnemonic::parse(words);
    if (!mnemonic)
        co_return failure(mnemonic.error());
    auto check = co_await m_services.vault().checkMnemonic(std::make_shared<crypto::Mnemonic>(std::move(*mnemonic)),
                                                           std::move(passphrase));
    if (!check)
        co_return failure(check.error());
    auto result = co_await finishDrill(std::move(*check));
    co_return result;
}

Task<ui::DrillResult> VaultAdapter::drillFile(QString path, SecretBytes password)
{
    auto check = co_await m_services.vault().checkBackup(path, std::move(password));
    if (!check)
        co_return failure(check.error());
    auto result = co_await finishDrill(std::move(*check));
    co_return result;
}

} // namespace ain::app
