#include "gpu/share/job/delegation.h"

#include "core/crypto/key.h"
#include "gpu/share/job/closedreader.h"

#include <algorithm>

namespace ain::share {

using namespace Qt::StringLiterals;

json::Object toJson(const Delegation &delegation)
{
    return {{u"account"_s, delegation.account.toString()},
            {u"device"_s, delegation.device.toString()},
            {u"since"_s, delegation.since},
            {u"until"_s, delegation.until},
            {u"sig"_s, delegation.signature}};
}

Result<Delegation> delegationFromJson(const json::Value &value)
{
    constexpr qsizetype SignatureChars = 200;
    ClosedReader in(value);
    Delegation delegation;
    delegation.account = in.address(u"account");
    delegation.device = in.address(u"device");
    delegation.since = in.integer(u"since", 0, MostTime);
    delegation.until = in.integer(u"until", 0, MostTime);
    delegation.signature = in.word(u"sig", SignatureChars);
    if (in.isFine() && (delegation.until <= delegation.since || delegation.until - delegation.since > MaxDelegationMs))
        in.refuse(u"until");
    if (auto end = in.end(); !end)
        return failure(end.error());
    return delegation;
}

QString signedText(const Delegation &delegation)
{
    return u"ain-share-delegation:%1:%2:%3"_s.arg(delegation.device.toString(), QString::number(delegation.since),
                                                  QString::number(delegation.until));
}

Result<> verify(const Delegation &delegation, int chainId)
{
    const auto signer = crypto::recoverMessageSigner(signedText(delegation), delegation.signature, chainId);
    if (!signer || signer->address != delegation.account)
        return failure(errors::ShareSignature);
    return {};
}

Result<> verifySpoken(const QString &text, const QString &signature, const crypto::Address &account, qint64 atMs,
                      const QList<Delegation> &delegations, int chainId)
{
    const auto signer = crypto::recoverMessageSigner(text, signature, chainId);
    if (!signer)
        return failure(errors::ShareSignature);
    const auto allows = [&](const Delegation &one) {
        return one.account == account && one.device == signer->address && one.since <= atMs && atMs <= one.until
            && verify(one, chainId).has_value();
    };
    if (signer->address != account && std::none_of(delegations.begin(), delegations.end(), allows))
        return failure(errors::ShareSignature);
    return {};
}

} // namespace ain::share
