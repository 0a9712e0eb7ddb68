#include "gpu/share/exchange/signer.h"

#include "gpu/share/job/errors.h"
#include "gpu/share/job/replayguard.h"

#include <algorithm>

namespace ain::share {

VaultSigner::VaultSigner(vault::Vault &vault, vault::KeyRecord key, int chainId)
    : m_vault(vault), m_key(std::move(key)), m_chainId(chainId)
{
}

Task<> VaultSigner::prepare()
{
    auto key = co_await m_vault.publicKey(m_key.id, m_key.network);
    if (!key)
        co_return failure(key.error());
    m_kx = crypto::toHex(*key);
    co_return Result<>();
}

Task<QString> VaultSigner::sign(QString message, int chain)
{
    return m_vault.signMessage(m_key.id, m_key.network, std::move(message), chain);
}

Task<SecretBytes> VaultSigner::open(crypto::EciesMessage message)
{
    auto opened = co_await m_vault.decrypt(m_key.id, m_key.network, std::move(message));
    if (!opened && opened.error().code == errors::EciesDecrypt)
        co_return failure(errors::ShareSealed);
    co_return opened;
}

DeviceSigner::DeviceSigner(JobSigner &account, const Clock &clock) : m_account(account), m_clock(clock) { }

Task<> DeviceSigner::renew()
{
    Delegation delegation;
    delegation.account = m_account.address();
    delegation.device = m_key.address();
    // Others' clocks may be a little behind.
    delegation.since = m_clock.nowMs() - MaxSkewMs;
    delegation.until = delegation.since + MaxDelegationMs;
    auto signature = co_await m_account.sign(signedText(delegation), chainId());
    if (!signature)
        co_return failure(signature.error());
    delegation.signature = *signature;
    m_delegation = delegation;
    co_return Result<>();
}

qint64 DeviceSigner::leftMs() const
{
    return m_delegation ? std::max<qint64>(0, m_delegation->until - m_clock.nowMs()) : 0;
}

QString DeviceSigner::kx() const { return crypto::toHex(m_key.publicKey().compressed()); }

Task<QString> DeviceSigner::sign(QString message, int chain)
{
    if (leftMs() == 0)
        return Task<QString>::finished(failure(errors::ExchangeDevice));
    return Task<QString>::finished(crypto::signMessage(m_key, message, chain));
}

Task<SecretBytes> DeviceSigner::open(crypto::EciesMessage message)
{
    auto opened = crypto::eciesDecrypt(m_key, message);
    if (!opened)
        return Task<SecretBytes>::finished(failure(errors::ShareSealed));
    return Task<SecretBytes>::finished(*std::move(opened));
}

} // namespace ain::share
