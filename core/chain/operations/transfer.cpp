#include "core/chain/operations/transfer.h"

namespace ain::chain {

using namespace Qt::StringLiterals;

json::Value transferOperation(const crypto::Address &from, const crypto::Address &to, const QString &key, Amount amount)
{
    return json::Object{
        {u"type"_s, u"SET_VALUE"_s},
        {u"ref"_s, u"/transfer/%1/%2/%3/value"_s.arg(from.toString(), to.toString(), key)},
        {u"value"_s, amount.toWire()},
    };
}

} // namespace ain::chain
