#include "core/chain/operations/createapp.h"

#include "core/chain/operations/values.h"

namespace ain::chain {

using namespace Qt::StringLiterals;

Result<json::Value> createAppOperation(const AppCreation &app)
{
    if (auto checked = checkAppName(app.name); !checked)
        return failure(checked.error());
    const QString path = u"/manage_app/%1/create/%2"_s.arg(app.name, app.recordId);
    if (auto checked = checkPath(path); !checked)
        return failure(checked.error());
    if (app.admins.isEmpty())
        return failure(errors::InvalidArgument, {{u"what"_s, u"admin"_s}});
    json::Object admins;
    for (const crypto::Address &admin : app.admins)
        admins.set(admin.toString(), true);
    json::Object value{{u"admin"_s, std::move(admins)}};
    if (app.isPublic)
        value.set(u"is_public"_s, true);
    if (app.stakeLockupMs >= 0) {
        value.set(u"service"_s, json::Object{{u"staking"_s, json::Object{{u"lockup_duration"_s, app.stakeLockupMs}}}});
    }
    return json::Value(json::Object{{u"type"_s, u"SET_VALUE"_s}, {u"ref"_s, path}, {u"value"_s, std::move(value)}});
}

} // namespace ain::chain
