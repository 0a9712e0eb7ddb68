#include "core/wallet/explain.h"

#include "core/json/number.h"

namespace ain::wallet {

using namespace Qt::StringLiterals;

namespace {

/// Enough for 50 operations; a hostile operation list beyond it is cut with explain.unknown.
constexpr std::size_t MaxExplained = 200;

QString amountText(const json::Value &value)
{
    const auto amount = value.isNumber() ? Amount::fromWire(value.toDouble()) : std::nullopt;
    return amount ? amount->toString() : json::numberText(value.toDouble());
}

bool mentions(const json::Value &value, QStringView member, int depth = 0)
{
    if (depth > 20)
        return false;
    for (const auto &[key, child] : value.object()) {
        if (key == member || mentions(child, member, depth + 1))
            return true;
    }
    return false;
}

/// Some parts of a path, split once.
struct Ref {
    explicit Ref(const QString &path) : text(path), labels(path.split(u'/', Qt::SkipEmptyParts)) { }
    [[nodiscard]] QString at(qsizetype i) const { return i < labels.size() ? labels.at(i) : QString(); }
    [[nodiscard]] bool is(qsizetype count, QStringView first) const
    {
        return labels.size() == count && labels.first() == first;
    }
    QString text;
    QStringList labels;
};

class Explainer {
public:
    explicit Explainer(const crypto::Address &sender) : m_sender(sender.toString()) { }

    void single(const json::Value &operation)
    {
        const json::Object &members = operation.object();
        const QString type = members.contains(u"type") ? members[u"type"].string() : u"SET_VALUE"_s;
        const Ref ref(members[u"ref"].string());
        const json::Value &value = members[u"value"];
        const json::Object path{{u"path"_s, ref.text}};
        if (type == u"SET_VALUE") {
            setValue(ref, value);
        } else if (type == u"INC_VALUE" || type == u"DEC_VALUE") {
            add(type == u"INC_VALUE" ? u"explain.increase"_s : u"explain.decrease"_s,
                {{u"path"_s, ref.text}, {u"amount"_s, json::numberText(value.toDouble())}});
        } else if (type == u"SET_RULE") {
            add(u"explain.set_rule"_s, path);
            warn(u"warn.permission"_s, path);
            if (mentions(value, u"gc_max_siblings") || mentions(value, u"gc_num_siblings_deleted"))
                warn(u"warn.garbage_collection"_s, path);
        } else if (type == u"SET_OWNER") {
            add(u"explain.set_owner"_s, path);
            warn(u"warn.permission"_s, path);
        } else if (type == u"SET_FUNCTION") {
            add(u"explain.set_function"_s, path);
            warn(u"warn.permission"_s, path);
        } else {
            add(u"explain.unknown"_s, {{u"type"_s, type.left(60)}});
        }
    }

    void add(const QString &id, json::Object args) { result.facts.append(fact(id, std::move(args))); }
    void warn(const QString &id, json::Object args)
    {
        Fact next = warning(id, std::move(args));
        for (const Fact &known : std::as_const(result.warnings)) {
            if (known.id == next.id && known.args == next.args)
                return;
        }
        result.warnings.append(std::move(next));
    }

    Explanation result;

private:
    void setValue(const Ref &ref, const json::Value &value)
    {
        const json::Object path{{u"path"_s, ref.text}};
        if (ref.is(5, u"transfer") && ref.at(4) == u"value") {
            add(u"explain.transfer"_s, {{u"to"_s, ref.at(2)}, {u"amount"_s, amountText(value)}});
            mine(ref.at(1), ref.text);
        } else if (ref.is(4, u"manage_app") && ref.at(2) == u"create") {
            add(u"explain.create_app"_s, {{u"app"_s, ref.at(1)}});
        } else if (ref.is(7, u"staking") && ref.at(6) == u"value" && ref.at(4) == u"stake") {
            if (value.toDouble() == 0)
                add(u"explain.extend_stake"_s, {{u"app"_s, ref.at(1)}});
            else
                add(u"explain.stake"_s, {{u"app"_s, ref.at(1)}, {u"amount"_s, amountText(value)}});
            mine(ref.at(2), ref.text);
        } else if (ref.is(7, u"staking") && ref.at(6) == u"value" && ref.at(4) == u"unstake") {
            add(u"explain.unstake"_s, {{u"app"_s, ref.at(1)}, {u"amount"_s, amountText(value)}});
            mine(ref.at(2), ref.text);
        } else if (ref.is(4, u"gas_fee") && ref.at(1) == u"claim") {
            add(u"explain.claim_reward"_s, {{u"amount"_s, amountText(value[u"amount"])}});
            mine(ref.at(2), ref.text);
        } else if (value.isNull()) {
            add(u"explain.delete"_s, path);
            warn(u"warn.delete"_s, path);
        } else {
            add(u"explain.set_value"_s, path);
        }
    }

    void mine(const QString &address, const QString &path)
    {
        if (address != m_sender)
            warn(u"warn.not_mine"_s, {{u"path"_s, path}});
    }

    QString m_sender;
};

/// Calls `visit` with each single operation.
template<typename Visitor>
void forEachSingle(const json::Value &operation, Visitor visit)
{
    if (operation[u"type"].string() != u"SET") {
        visit(operation);
        return;
    }
    std::size_t count = 0;
    for (const json::Value &entry : operation[u"op_list"].array()) {
        if (++count > MaxExplained)
            return;
        visit(entry);
    }
}

} // namespace

Fact fact(const QString &id, json::Object args) { return {id, std::move(args), false}; }
Fact warning(const QString &id, json::Object args) { return {id, std::move(args), true}; }

Explanation explain(const json::Value &operation, const crypto::Address &sender)
{
    Explainer explainer(sender);
    forEachSingle(operation, [&](const json::Value &single) { explainer.single(single); });
    if (explainer.result.facts.isEmpty() || operation[u"op_list"].array().size() > MaxExplained)
        explainer.add(u"explain.unknown"_s, {{u"type"_s, operation[u"type"].toString().left(60)}});
    return std::move(explainer.result);
}

Amount amountLeaving(const json::Value &operation, const crypto::Address &sender)
{
    Amount sum;
    forEachSingle(operation, [&](const json::Value &single) {
        const QString type = single.object().contains(u"type") ? single[u"type"].string() : u"SET_VALUE"_s;
        const Ref ref(single[u"ref"].string());
        const bool isTransfer = ref.is(5, u"transfer") && ref.at(1) == sender.toString() && ref.at(4) == u"value";
        const bool isStake = ref.is(7, u"staking") && ref.at(2) == sender.toString() && ref.at(4) == u"stake";
        if (type != u"SET_VALUE" || (!isTransfer && !isStake))
            return;
        const auto amount = Amount::fromWire(single[u"value"].toDouble());
        if (amount && *amount > Amount() && sum + *amount <= Amount::fromMicro(Amount::MaxMicro))
            sum = sum + *amount;
    });
    return sum;
}

QStringList unstakePaths(const json::Value &operation)
{
    QStringList paths;
    forEachSingle(operation, [&](const json::Value &single) {
        const Ref ref(single[u"ref"].string());
        if (ref.labels.size() >= 5 && ref.at(0) == u"staking" && ref.at(4) == u"unstake")
            paths.append(u"/staking/%1/%2/%3"_s.arg(ref.at(1), ref.at(2), ref.at(3)));
    });
    paths.removeDuplicates();
    return paths;
}

} // namespace ain::wallet
