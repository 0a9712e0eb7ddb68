#include "core/chain/operations/claimreward.h"

#include "core/chain/operations/set.h"

namespace ain::chain {

using namespace Qt::StringLiterals;

Result<json::Value> claimRewardOperation(const crypto::Address &me, const QString &recordId, Amount amount)
{
    if (amount <= Amount())
        return failure(errors::InvalidArgument, {{u"what"_s, u"amount"_s}});
    return setValueOperation(u"/gas_fee/claim/%1/%2"_s.arg(me.toString(), recordId),
                             json::Object{{u"amount"_s, amount.toWire()}});
}

} // namespace ain::chain
