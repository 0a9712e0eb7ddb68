#include "core/light/statepath.h"

#include "core/chain/statehash.h"

#include <algorithm>
#include <array>
#include <optional>
#include <span>
#include <string_view>
#include <vector>

using namespace Qt::StringLiterals;

namespace ain::light {

namespace {

using Labels = std::span<const std::string>;

constexpr std::array Roots{StateRoot::Values, StateRoot::Rules, StateRoot::Functions, StateRoot::Owners};

bool isName(std::string_view radix, std::string_view name)
{
    constexpr char digits[] = "0123456789abcdef";
    if (radix.size() != 2 * name.size())
        return false;
    for (std::size_t i = 0; i < name.size(); ++i) {
        const auto byte = static_cast<unsigned char>(name[i]);
        if (radix[2 * i] != digits[byte >> 4] || radix[2 * i + 1] != digits[byte & 15])
            return false;
    }
    return true;
}

bool startsWith(Labels labels, std::span<const std::string_view> names)
{
    return labels.size() >= names.size()
        && std::equal(names.begin(), names.end(), labels.begin(),
                      [](std::string_view name, const std::string &radix) { return isName(radix, name); });
}

// Nodes up to `safeLevels` labels deep below `names` can't hold a user's text.
struct Region {
    std::vector<std::string_view> names; // an initializer_list would not own them
    std::size_t safeLevels;
};

bool mayHoldValue(Labels labels)
{
    constexpr std::size_t all = std::size_t(StatePath::MaxLabels) * 8;
    if (labels.empty())
        return false;
    static constexpr std::array<std::string_view, 3> bridge{"blockchain_params", "token", "bridge"};
    if (startsWith(labels, bridge))
        return labels.size() > 3;
    // First match counts.
    static const std::vector<Region> regions{
        Region{{"accounts"}, all},
        Region{{"service_accounts"}, all},
        Region{{"transfer"}, all},
        Region{{"staking"}, all},
        Region{{"blockchain_params"}, all},
        Region{{"consensus", "proposer_whitelist"}, all},
        Region{{"consensus", "validator_whitelist"}, all},
        Region{{"consensus", "rewards"}, all},
        Region{{"consensus", "number"}, 1}, // a block number
        Region{{"consensus"}, 1},
        Region{{"apps"}, 0},
        Region{{"manage_app"}, 1}, // an app
        Region{{"receipts"}, 1}, // a transaction's hash
        Region{{"gas_fee", "collect"}, 2}, // block, payer
        Region{{"gas_fee", "claim"}, 1}, // an account
        Region{{"gas_fee"}, 0},
        Region{{"payments"}, 3}, // app, account, key
        Region{{"escrow"}, 3}, // two accounts, key
        Region{{"checkout"}, 0},
        Region{{"checkin"}, 0},
        Region{{"developers"}, 0},
        Region{{"sharding"}, 0},
    };
    for (const Region &region : regions) {
        if (startsWith(labels, region.names))
            return labels.size() > region.names.size() + region.safeLevels;
    }
    return true;
}

bool mayHoldRule(Labels labels)
{
    return labels.size() >= 2 && isName(labels[labels.size() - 2], ".rule") && isName(labels.back(), "write");
}

bool mayHoldFunction(Labels labels)
{
    const auto config =
        std::ranges::find_if(labels, [](const std::string &label) { return isName(label, ".function"); });
    return labels.end() - config > 2;
}

bool mayHoldOwner(Labels labels)
{
    for (std::size_t i = 0; i + 1 < labels.size(); ++i) {
        if (isName(labels[i], ".owner") && !isName(labels[i + 1], "owners"))
            return true;
    }
    return false;
}

bool isUsable(const StatePath &path)
{
    return path.labels.size() <= StatePath::MaxLabels
        && std::ranges::none_of(path.labels, [](const QString &label) { return label.isEmpty() || label == u"0x"_s; });
}

} // namespace

QString rootLabel(StateRoot root)
{
    switch (root) {
    case StateRoot::Values: return u"values"_s;
    case StateRoot::Rules: return u"rules"_s;
    case StateRoot::Functions: return u"functions"_s;
    case StateRoot::Owners: return u"owners"_s;
    }
    Q_UNREACHABLE();
}

Result<StatePath> StatePath::parse(QStringView absolute)
{
    if (absolute.startsWith(u'/')) {
        const QStringView below = absolute.sliced(1);
        const qsizetype end = below.indexOf(u'/');
        const std::string label = chain::radixLabel(end < 0 ? below : below.first(end));
        for (const StateRoot root : Roots) {
            if (chain::radixLabel(rootLabel(root)) != label)
                continue;
            const QStringView rest = end < 0 ? QStringView() : below.sliced(end);
            auto path = value(end < 0 ? QStringView(u"/") : rest);
            if (!path || rest == u"/")
                break;
            path->root = root;
            return path;
        }
    }
    return failure(errors::LightPath, {{u"path"_s, absolute.left(200).toString()}});
}

Result<StatePath> StatePath::value(QStringView path)
{
    StatePath parsed;
    if (path != u"/")
        parsed.labels = path.mid(1).toString().split(u'/');
    if (!path.startsWith(u'/') || !isUsable(parsed))
        return failure(errors::LightPath, {{u"path"_s, path.left(200).toString()}});
    return parsed;
}

QString StatePath::toString() const
{
    return labels.isEmpty() ? u'/' + rootLabel(root) : u'/' + rootLabel(root) + reference();
}

QString StatePath::reference() const { return u'/' + labels.join(u'/'); }

QString StatePath::method() const
{
    switch (root) {
    case StateRoot::Values: return u"GET_VALUE"_s;
    case StateRoot::Rules: return u"GET_RULE"_s;
    case StateRoot::Functions: return u"GET_FUNCTION"_s;
    case StateRoot::Owners: return u"GET_OWNER"_s;
    }
    Q_UNREACHABLE();
}

std::vector<std::string> StatePath::radix() const
{
    std::vector<std::string> forms;
    forms.reserve(std::size_t(labels.size()));
    for (const QString &label : labels)
        forms.push_back(chain::radixLabel(label));
    return forms;
}

StatePath StatePath::parent(qsizetype length) const { return StatePath{root, labels.first(length)}; }

bool isSameNode(const StatePath &a, const StatePath &b) { return a.root == b.root && a.radix() == b.radix(); }

Ancestors ancestorsOf(const StatePath &path)
{
    const std::vector<std::string> labels = path.radix();
    for (std::size_t length = 0; length < labels.size(); ++length) {
        if (mayHoldText(path.root, Labels(labels).first(length)))
            return Ancestors::Open;
    }
    return Ancestors::Closed;
}

bool mayHoldText(StateRoot root, std::span<const std::string> labels)
{
    switch (root) {
    case StateRoot::Values: return mayHoldValue(labels);
    case StateRoot::Rules: return mayHoldRule(labels);
    case StateRoot::Functions: return mayHoldFunction(labels);
    case StateRoot::Owners: return mayHoldOwner(labels);
    }
    return true;
}

} // namespace ain::light
