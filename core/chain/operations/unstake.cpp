#include "core/chain/operations/unstake.h"

#include "core/chain/operations/set.h"
#include "core/chain/operations/values.h"

namespace ain::chain {

using namespace Qt::StringLiterals;

Result<json::Value> unstakeOperation(const QString &app, const crypto::Address &me, const QString &recordId,
                                     Amount amount)
{
    if (auto checked = checkAppName(app); !checked)
        return failure(checked.error());
    if (amount <= Amount())
        return failure(errors::InvalidArgument, {{u"what"_s, u"amount"_s}});
    return setValueOperation(u"/staking/%1/%2/0/unstake/%3/value"_s.arg(app, me.toString(), recordId), amount.toWire());
}

} // namespace ain::chain
