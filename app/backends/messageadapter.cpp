#include "app/backends/messageadapter.h"

#include "core/wallet/messages.h"

namespace ain::app {

Result<void> MessageAdapter::check(const QString &text) const { return wallet::checkMessage(text); }

QString MessageAdapter::visible(const QString &text) const { return wallet::visibleMessage(text); }

Task<QString> MessageAdapter::sign(QString accountId, QString text)
{
    if (!m_services.hasNetwork())
        co_return failure(errors::NetworkUnknown);
    const auto fine = wallet::checkMessage(text);
    if (!fine)
        co_return failure(fine.error());
    auto account = co_await m_services.wallet().account(accountId);
    if (!account)
        co_return failure(account.error());
    const chain::Network network = m_services.client().network();
    auto signature = co_await m_services.vault().signMessage(account->id, network.id, text, network.chainId);
    co_return signature;
}

Result<ui::SignatureCheck> MessageAdapter::verify(const QString &text, const QString &address,
                                                  const QString &signature) const
{
    const auto parsed = crypto::Address::parse(address.trimmed());
    if (!parsed)
        return failure(parsed.error());
    const int chainId = m_services.hasNetwork() ? m_services.client().network().chainId : 0;
    const wallet::MessageCheck check = wallet::checkSignature(text, *parsed, signature, chainId);
    ui::SignatureCheck out;
    out.address = parsed->toString();
    out.signer = check.signer.toString();
    switch (check.verdict) {
    case wallet::MessageVerdict::Signed: out.answer = ui::SignatureAnswer::Signed; break;
    case wallet::MessageVerdict::OtherSigner: out.answer = ui::SignatureAnswer::OtherSigner; break;
    case wallet::MessageVerdict::OtherText: out.answer = ui::SignatureAnswer::OtherText; break;
    case wallet::MessageVerdict::NoSignature: out.answer = ui::SignatureAnswer::NoSignature; break;
    }
    return out;
}

} // namespace ain::app
