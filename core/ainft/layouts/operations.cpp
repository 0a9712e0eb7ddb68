#include "core/ainft/layouts/operations.h"

using namespace Qt::StringLiterals;

namespace ain::ainft {

namespace {

constexpr qint64 StakeLockMs = 7LL * 24 * 3600 * 1000;

json::Value operation(const QString &type, const QString &ref, json::Value value)
{
    return json::Object{{u"type"_s, type}, {u"ref"_s, ref}, {u"value"_s, std::move(value)}};
}

} // namespace

json::Value setValue(const QString &ref, json::Value value) { return operation(u"SET_VALUE"_s, ref, std::move(value)); }

json::Value setRule(const QString &ref, json::Value rule) { return operation(u"SET_RULE"_s, ref, std::move(rule)); }

json::Value setOwner(const QString &ref, json::Value owners)
{
    return operation(u"SET_OWNER"_s, ref, json::Object{{u".owner"_s, json::Object{{u"owners"_s, std::move(owners)}}}});
}

json::Value set(json::Array operations)
{
    return json::Object{{u"type"_s, u"SET"_s}, {u"op_list"_s, std::move(operations)}};
}

json::Value createApp(const Creation &creation)
{
    const json::Object admin{{creation.creator.toString(), true}};
    const json::Object service{{u"staking"_s, json::Object{{u"lockup_duration"_s, StakeLockMs}}}};
    return setValue(u"/manage_app/"_s + creation.appId + u"/create/"_s + QString::number(creation.recordId),
                    json::Object{{u"admin"_s, admin}, {u"service"_s, service}});
}

json::Value collectionValue(const Creation &creation)
{
    json::Object value{
        {u"name"_s, creation.name}, {u"symbol"_s, creation.symbol}, {u"owner"_s, creation.creator.toString()}};
    if (!creation.metadata.isEmpty())
        value.set(u"metadata"_s, creation.metadata);
    return value;
}

json::Value writeRule(const QString &expression)
{
    return json::Object{{u".rule"_s, json::Object{{u"write"_s, expression}}}};
}

json::Value siblingsRule(int max, int deleted)
{
    const json::Object state{{u"gc_max_siblings"_s, max}, {u"gc_num_siblings_deleted"_s, deleted}};
    return json::Object{{u".rule"_s, json::Object{{u"state"_s, state}}}};
}

json::Value creatorRule(const crypto::Address &creator)
{
    return writeRule(u"auth.addr === '"_s + creator.toString() + u"'"_s);
}

} // namespace ain::ainft
