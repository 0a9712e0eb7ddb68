// JSON-RPC methods that read the state.
#include "core/sandbox/rpcserver.h"

#include "core/json/number.h"

#include <QRegularExpression>

namespace ain::sandbox {

using namespace Qt::StringLiterals;

namespace {

constexpr std::size_t OpListLimit = 50;

bool flag(const json::Object &object, QStringView name)
{
    const json::Value &value = object[name];
    return value.toBool() || value.toString() == u"true";
}

bool isAddress(const QString &text)
{
    static const QRegularExpression form(u"^0x[0-9A-Fa-f]{40}$"_s);
    return form.match(text).hasMatch();
}

std::optional<StateRoot> rootOfType(QStringView type)
{
    if (type == u"GET_VALUE")
        return StateRoot::Values;
    if (type == u"GET_RULE")
        return StateRoot::Rules;
    if (type == u"GET_FUNCTION")
        return StateRoot::Functions;
    if (type == u"GET_OWNER")
        return StateRoot::Owners;
    return std::nullopt;
}

Path absolute(StateRoot root, const json::Value &ref) { return Path{rootLabel(root)} + parsePath(ref.toString()); }

ReadOptions readOptions(const json::Object &params, qint64 blockNumber)
{
    ReadOptions options;
    options.shallow = flag(params, u"is_shallow");
    options.partial = flag(params, u"is_partial");
    if (const json::Value &label = params[u"last_end_label"]; options.partial && !label.isNull())
        options.lastEndLabel = label.isNumber() ? json::numberText(label.toDouble()) : label.toString();
    options.includeVersion = flag(params, u"include_version");
    options.includeTreeInfo = flag(params, u"include_tree_info");
    options.includeProof = flag(params, u"include_proof");
    options.versionText = u"NODE:%1"_s.arg(blockNumber);
    return options;
}

Auth requestAuth(const json::Object &params)
{
    Auth auth;
    auth.address = params[u"address"].toString();
    auth.fid = params[u"fid"].toString();
    return auth;
}

/// The number of a member, null when it is absent.
json::Value numberOrNull(const json::Object &params, QStringView name)
{
    return params.contains(name) ? json::Value(params[name].toDouble()) : json::Value();
}

} // namespace

const StateTree &RpcServer::tree(const json::Object &options) const
{
    return flag(options, u"is_final") ? m_node.finalState() : m_node.ledger().state();
}

RpcServer::Members RpcServer::get(const json::Object &params) const
{
    const auto root = rootOfType(params[u"type"].toString());
    if (!root)
        return {{u"result"_s, nullptr}, {u"code"_s, 30001}, {u"message"_s, u"Invalid get operation"_s}};
    const Path path = absolute(*root, params[u"ref"]);
    ReadOptions options = readOptions(params, m_node.lastFinal().block.number);
    options.pageSize = qsizetype(m_readLimits.maxSiblings);
    const StateTree &state = tree(params);
    if (const auto refused = state.checkLimits(path, options, m_readLimits))
        return {{u"result"_s, nullptr}, {u"code"_s, refused->code}, {u"message"_s, refused->message}};
    return {{u"result"_s, state.value(path, options)}};
}

json::Value RpcServer::getOne(const json::Object &operation, QStringView type)
{
    const QString ref = operation[u"ref"].toString();
    if (type == u"MATCH_RULE")
        return m_node.ledger().matchRule(ref);
    if (type == u"MATCH_FUNCTION")
        return m_node.ledger().matchFunction(ref);
    if (type == u"MATCH_OWNER")
        return m_node.ledger().matchOwner(ref);
    if (type == u"EVAL_RULE")
        return evalRule(operation);
    if (type == u"EVAL_OWNER")
        return evalOwner(operation);
    json::Object typed = operation;
    typed.set(u"type"_s, type.toString());
    return get(typed)[u"result"];
}

json::Value RpcServer::evalRule(const json::Object &params)
{
    const json::Value timestamp = params[u"timestamp"].toDouble() != 0 ? json::Value(params[u"timestamp"].toDouble())
                                                                       : json::Value(m_node.nowMs());
    return m_node.ledger().evalRule(params[u"ref"].toString(), params[u"value"], requestAuth(params), timestamp,
                                    numberOrNull(params, u"block_number"), numberOrNull(params, u"block_time"));
}

json::Value RpcServer::evalOwner(const json::Object &params)
{
    return m_node.ledger().evalOwner(params[u"ref"].toString(), params[u"permission"].toString(), requestAuth(params),
                                     flag(params, u"is_merge"));
}

void RpcServer::addReadMethods()
{
    m_methods.insert(u"ain_get"_s, [this](const json::Object &params) -> Members {
        if (params[u"type"].toString() != u"GET")
            return get(params);
        const json::Array &list = params[u"op_list"].array();
        if (list.empty())
            return {{u"result"_s, nullptr}, {u"code"_s, 30006}, {u"message"_s, u"Invalid op_list given"_s}};
        if (list.size() > OpListLimit) {
            return {{u"result"_s, nullptr},
                    {u"code"_s, 30004},
                    {u"message"_s,
                     u"The request exceeds the max op_list size limit of the requested node: %1 > %2"_s.arg(
                         QString::number(list.size()), QString::number(OpListLimit))}};
        }
        static constexpr std::array known{u"GET_VALUE",   u"GET_RULE",   u"GET_FUNCTION",
                                          u"GET_OWNER",   u"MATCH_RULE", u"MATCH_FUNCTION",
                                          u"MATCH_OWNER", u"EVAL_RULE",  u"EVAL_OWNER"};
        json::Array results;
        for (const json::Value &operation : list) {
            const QString type = operation[u"type"].isNull() ? u"GET_VALUE"_s : operation[u"type"].toString();
            if (std::ranges::any_of(known, [&](const char16_t *name) { return type == QStringView(name); }))
                results.push_back(getOne(operation.object(), type));
        }
        return {{u"result"_s, json::Value(std::move(results))}};
    });
    const auto add = [this](const QString &name, auto function) {
        m_methods.insert(
            name, [function](const json::Object &params) -> Members { return {{u"result"_s, function(params)}}; });
    };
    add(u"ain_matchRule"_s, [this](const json::Object &p) { return m_node.ledger().matchRule(p[u"ref"].toString()); });
    add(u"ain_matchFunction"_s,
        [this](const json::Object &p) { return m_node.ledger().matchFunction(p[u"ref"].toString()); });
    add(u"ain_matchOwner"_s,
        [this](const json::Object &p) { return m_node.ledger().matchOwner(p[u"ref"].toString()); });
    add(u"ain_evalRule"_s, [this](const json::Object &p) { return evalRule(p); });
    add(u"ain_evalOwner"_s, [this](const json::Object &p) { return evalOwner(p); });

    add(u"ain_getStateProof"_s,
        [this](const json::Object &p) { return m_node.ledger().state().stateProof(parsePath(p[u"ref"].toString())); });
    add(u"ain_getProofHash"_s, [this](const json::Object &p) {
        const auto hash = m_node.ledger().state().proofHash(parsePath(p[u"ref"].toString()));
        return hash ? json::Value(hash->toString()) : json::Value();
    });
    add(u"ain_getStateInfo"_s, [this](const json::Object &p) {
        const Path path = parsePath(p[u"ref"].toString());
        const StateTree &state = m_node.ledger().state();
        const auto info = state.stateInfo(path);
        if (!info)
            return json::Value();
        return json::Value(json::Object{{u"#num_children"_s, info->numChildren},
                                        {u"#tree_height"_s, info->height},
                                        {u"#tree_size"_s, info->size},
                                        {u"#tree_bytes"_s, info->bytes},
                                        {u"#tree_max_siblings"_s, info->maxSiblings},
                                        {u"#state_ph"_s, state.proofHash(path)->toString()},
                                        {u"#version"_s, u"NODE:%1"_s.arg(m_node.lastFinal().block.number)}});
    });
    add(u"ain_getStateUsage"_s, [this](const json::Object &p) {
        const QString app = p[u"app_name"].toString();
        return app.isEmpty() ? json::Value() : m_node.ledger().stateUsage(app);
    });
    m_methods.insert(u"ain_validateAppName"_s, [this](const json::Object &params) -> Members {
        return m_node.ledger().validateAppName(params[u"app_name"].toString()).object();
    });

    add(u"ain_getBalance"_s,
        [this](const json::Object &p) { return json::Value(m_node.ledger().balance(p[u"address"].toString())); });
    const auto counter = [this](const json::Object &params, const QString &name) {
        const QString address = params[u"address"].toString();
        if (!isAddress(address))
            return json::Value(-1);
        const bool pending = params[u"from"].toString() == u"pending";
        const StateTree &state = pending ? m_node.ledger().state() : m_node.finalState();
        return json::Value(state.value({u"values"_s, u"accounts"_s, address, name}).toDouble(0));
    };
    add(u"ain_getNonce"_s, [counter](const json::Object &p) { return counter(p, u"nonce"_s); });
    add(u"ain_getTimestamp"_s, [counter](const json::Object &p) { return counter(p, u"timestamp"_s); });
    add(u"ain_getValidatorInfo"_s, [this](const json::Object &p) {
        const QString address = p[u"address"].toString();
        const Ledger &ledger = m_node.ledger();
        return json::Value(json::Object{
            {u"address"_s, p[u"address"]},
            {u"isWhitelisted"_s, ledger.value(u"/consensus/proposer_whitelist/"_s + address).toBool()},
            {u"stake"_s, ledger.number(u"/service_accounts/staking/consensus/%1|0/balance"_s.arg(address))}});
    });
}

} // namespace ain::sandbox
