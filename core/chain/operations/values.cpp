#include "core/chain/operations/values.h"

#include "core/json/writer.h"

#include <algorithm>
#include <cmath>

namespace ain::chain {

using namespace Qt::StringLiterals;

namespace {

Result<> badLabel(const QString &path, QStringView label, const QString &reason)
{
    return failure(errors::OperationLabel,
                   {{u"path"_s, path.left(500)}, {u"label"_s, label.left(160).toString()}, {u"reason"_s, reason}});
}

Result<> badValue(const QString &path, const QString &reason)
{
    return failure(errors::OperationValue, {{u"path"_s, path.left(500)}, {u"reason"_s, reason}});
}

Result<> checkValueAt(const json::Value &value, const QString &path, int height)
{
    switch (value.type()) {
    case json::Type::ArrayType: return badValue(path, u"array"_s);
    case json::Type::Number:
        if (!std::isfinite(value.toDouble()))
            return badValue(path, u"not_finite"_s);
        return {};
    case json::Type::ObjectType:
        if (value.object().isEmpty())
            return badValue(path, u"empty_object"_s);
        if (height >= MaxTreeHeight)
            return badValue(path, u"depth"_s);
        for (const auto &[label, child] : value.object()) {
            const QString below = path + u'/' + label;
            if (auto checked = checkLabel(label, below); !checked)
                return checked;
            if (auto checked = checkValueAt(child, below, height + 1); !checked)
                return checked;
        }
        return {};
    default: return {};
    }
}

Result<> badOperation(const QString &what) { return failure(errors::InvalidArgument, {{u"what"_s, what}}); }

Result<> checkSingle(const json::Value &operation)
{
    if (!operation.isObject())
        return badOperation(u"operation"_s);
    for (const auto &[key, value] : operation.object()) {
        if (key != u"type" && key != u"ref" && key != u"value" && key != u"is_global")
            return badOperation(u"operation."_s + key.left(60));
    }
    const json::Object &members = operation.object();
    const QString type = members.contains(u"type") ? members[u"type"].string() : u"SET_VALUE"_s;
    const QString &path = members[u"ref"].string();
    if (auto checked = checkPath(path); !checked)
        return checked;
    const json::Value *value = members.find(u"value");
    if (value == nullptr)
        return badOperation(u"operation.value"_s);
    if (members.contains(u"is_global") && !members[u"is_global"].isBool())
        return badOperation(u"operation.is_global"_s);
    if (type == u"SET_VALUE")
        return checkValue(*value, path);
    if (type == u"INC_VALUE" || type == u"DEC_VALUE") {
        if (!value->isNumber() || !std::isfinite(value->toDouble()))
            return badValue(path, u"not_number"_s);
        return {};
    }
    if (type == u"SET_RULE" || type == u"SET_FUNCTION" || type == u"SET_OWNER") {
        if (!value->isObject() && !value->isNull())
            return badValue(path, u"not_object"_s);
        return {};
    }
    return badOperation(u"operation.type"_s);
}

} // namespace

Result<> checkLabel(QStringView label, const QString &path)
{
    if (label.isEmpty())
        return badLabel(path, label, u"empty"_s);
    if (label.size() > MaxLabelLength)
        return badLabel(path, label, u"long"_s);
    if (label == u"*")
        return {};
    // One leading '.' or '$' marks configurations and variables; something must follow.
    const bool isMarked = label.front() == u'.' || label.front() == u'$';
    const QStringView rest = isMarked ? label.mid(1) : label;
    if (rest.isEmpty())
        return badLabel(path, label, u"character"_s);
    for (const QChar c : rest) {
        if (c < u' ' || c == QChar(0x7f) || QStringView(u"/.$*#{}[]<>'\"` ").contains(c))
            return badLabel(path, label, u"character"_s);
    }
    return {};
}

Result<> checkPath(const QString &path)
{
    if (!path.startsWith(u'/') || path.size() < 2)
        return badLabel(path, path, u"empty"_s);
    const QList<QStringView> labels = QStringView(path).mid(1).split(u'/');
    if (labels.size() > MaxTreeHeight)
        return badValue(path, u"depth"_s);
    for (const QStringView label : labels) {
        if (auto checked = checkLabel(label, path); !checked)
            return checked;
    }
    return {};
}

Result<> checkValue(const json::Value &value, const QString &path)
{
    if (auto checked = checkValueAt(value, path, int(path.count(u'/'))); !checked)
        return checked;
    const qint64 size = json::objectSize(value);
    if (size > MaxOperationSize)
        return failure(errors::OperationTooLarge,
                       {{u"path"_s, path.left(500)}, {u"size"_s, size}, {u"limit"_s, MaxOperationSize}});
    return {};
}

Result<> checkOperation(const json::Value &operation)
{
    if (!operation.isObject())
        return badOperation(u"operation"_s);
    const qint64 size = json::objectSize(operation);
    if (operation[u"type"].string() == u"SET") {
        if (operation.object().size() != 2 || !operation[u"op_list"].isArray())
            return badOperation(u"operation.op_list"_s);
        const json::Array &list = operation[u"op_list"].array();
        if (list.empty() || list.size() > MaxSetOperations)
            return failure(errors::OperationTooMany,
                           {{u"count"_s, qint64(list.size())}, {u"limit"_s, qint64(MaxSetOperations)}});
        for (const json::Value &entry : list) {
            if (auto checked = checkSingle(entry); !checked)
                return checked;
        }
    } else if (auto checked = checkSingle(operation); !checked) {
        return checked;
    }
    if (size > MaxOperationSize)
        return failure(
            errors::OperationTooLarge,
            {{u"path"_s, operation[u"ref"].toString().left(500)}, {u"size"_s, size}, {u"limit"_s, MaxOperationSize}});
    return {};
}

Result<> checkAppName(QStringView name)
{
    const auto isLetter = [](QChar c) { return (c >= u'a' && c <= u'z') || c == u'_'; };
    const bool isGood = !name.isEmpty() && name.size() <= MaxLabelLength && isLetter(name.front())
        && std::all_of(name.begin(), name.end(), [&](QChar c) { return isLetter(c) || (c >= u'0' && c <= u'9'); })
        && name != u"balance_total_sum";
    if (!isGood)
        return failure(errors::OperationName, {{u"name"_s, name.left(160).toString()}});
    return {};
}

} // namespace ain::chain
