#include "core/chain/operations/set.h"

#include "core/chain/operations/values.h"

namespace ain::chain {

using namespace Qt::StringLiterals;

namespace {

Result<json::Value> checkedWrite(const QString &type, const QString &path, json::Value value)
{
    json::Value operation = json::Object{{u"type"_s, type}, {u"ref"_s, path}, {u"value"_s, std::move(value)}};
    if (auto checked = checkOperation(operation); !checked)
        return failure(checked.error());
    return operation;
}

} // namespace

Result<json::Value> setValueOperation(const QString &path, json::Value value)
{
    return checkedWrite(u"SET_VALUE"_s, path, std::move(value));
}

Result<json::Value> setRuleOperation(const QString &path, json::Value rule)
{
    return checkedWrite(u"SET_RULE"_s, path, std::move(rule));
}

Result<json::Value> setFunctionOperation(const QString &path, json::Value function)
{
    return checkedWrite(u"SET_FUNCTION"_s, path, std::move(function));
}

Result<json::Value> setOwnerOperation(const QString &path, json::Value owner)
{
    return checkedWrite(u"SET_OWNER"_s, path, std::move(owner));
}

Result<json::Value> setOperation(json::Array operations)
{
    json::Value operation = json::Object{{u"type"_s, u"SET"_s}, {u"op_list"_s, std::move(operations)}};
    if (auto checked = checkOperation(operation); !checked)
        return failure(checked.error());
    return operation;
}

} // namespace ain::chain
