#include "core/chain/operations/stake.h"

#include "core/chain/operations/set.h"
#include "core/chain/operations/values.h"

namespace ain::chain {

using namespace Qt::StringLiterals;

Result<json::Value> stakeOperation(const QString &app, const crypto::Address &me, const QString &recordId,
                                   Amount amount, const QString &key)
{
    if (auto checked = checkAppName(app); !checked)
        return failure(checked.error());
    if (amount < Amount())
        return failure(errors::InvalidArgument, {{u"what"_s, u"amount"_s}});
    const QString staking = u"/staking/%1/%2"_s.arg(app, me.toString());
    // A '|' would name another service account than the one of this key.
    const QString checkedKey = key.contains(u'|') ? QString() : key;
    if (auto checked = checkLabel(checkedKey, staking); !checked)
        return failure(checked.error());
    return setValueOperation(staking + u"/%1/stake/%2/value"_s.arg(key, recordId), amount.toWire());
}

} // namespace ain::chain
