#include "core/ainft/layouts/compat.h"

#include "core/ainft/layouts/operations.h"

using namespace Qt::StringLiterals;

namespace ain::ainft::compat {

namespace {

json::Value transferRule(const QString &appId, const QString &tokenId)
{
    return writeRule(u"auth.addr === getValue('"_s + tokenPath(appId, tokenId) + u"/owner')"_s);
}

json::Value creatorOwners(const crypto::Address &creator)
{
    const json::Object all{
        {u"branch_owner"_s, true}, {u"write_function"_s, true}, {u"write_owner"_s, true}, {u"write_rule"_s, true}};
    return json::Object{{u".owner"_s, json::Object{{u"owners"_s, json::Object{{creator.toString(), all}}}}}};
}

} // namespace

json::Value creation(const Creation &creation)
{
    json::Array operations;
    operations.push_back(createApp(creation));
    operations.push_back(setValue(appPath(creation.appId), collectionValue(creation)));
    return set(std::move(operations));
}

json::Value mint(const Mint &mint)
{
    const QString token = tokenPath(mint.appId, mint.tokenId);
    json::Object value{{u"owner"_s, mint.owner.toString()}, {u"tokenURI"_s, mint.tokenUri}};
    if (!mint.metadata.isEmpty())
        value.set(u"metadata"_s, mint.metadata);
    json::Array operations;
    operations.push_back(setValue(token, std::move(value)));
    operations.push_back(setRule(token + u"/owner"_s, transferRule(mint.appId, mint.tokenId)));
    return set(std::move(operations));
}

bool matches(const CollectionAnswers &answers, const crypto::Address &creator)
{
    if (answers.owners != creatorOwners(creator))
        return false;
    for (const auto &[name, member] : answers.rules.object()) {
        if (name == ".rule"_L1) {
            if (member != creatorRule(creator)[u".rule"])
                return false;
            continue;
        }
        if (name != "tokens"_L1)
            return false;
        for (const auto &[tokenId, rules] : member.object()) {
            for (const auto &[leaf, rule] : rules.object()) {
                if (leaf == "owner"_L1 ? rule != transferRule(answers.appId, tokenId) : leaf != "ai"_L1)
                    return false;
            }
        }
    }
    return answers.rules.object().contains(u".rule");
}

} // namespace ain::ainft::compat
