#include "gpu/share/exchange/signer.h"

#include "gpu/share/job/errors.h"

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

} // namespace ain::share
