#include "core/ainft/layouts/locked.h"

#include "core/ainft/layouts/operations.h"

using namespace Qt::StringLiterals;

namespace ain::ainft::locked {

namespace {

constexpr auto supplyMark = "$tokenId * 1 <= "_L1;

// Why the path length is checked: a rule governs deeper paths too, where `data` is null, so without the check the
// creator could write below an owned leaf and destroy it.

QString ownerRule(const crypto::Address &creator, int maxSupply)
{
    return u"util.checkValuePathLen(parsedValuePath, 5) === true && util.isCksumAddr(newData) && "
           "((data === null && auth.addr === '"_s
        + creator.toString() + u"' && $tokenId * 1 >= 1 && "_s + supplyMark + QString::number(maxSupply)
        + u" && '' + $tokenId * 1 === $tokenId) || (data !== null && auth.addr === data))"_s;
}

/// The owner of the token that a rule is evaluated for.
QString tokenOwner(const QString &appId)
{
    return u"getValue('/apps/"_s + appId + u"/tokens/' + $tokenId + '/owner')"_s;
}

/// The creator, as long as nobody owns the token.
QString creatorBeforeMint(const QString &appId, const crypto::Address &creator)
{
    return u"auth.addr === '"_s + creator.toString() + u"' && "_s + tokenOwner(appId) + u" === null"_s;
}

QString tokenUriRule(const QString &appId, const crypto::Address &creator)
{
    return u"util.checkValuePathLen(parsedValuePath, 5) === true && util.isString(newData) && "_s
        + creatorBeforeMint(appId, creator);
}

QString aiRule(const QString &appId, const crypto::Address &creator)
{
    return u"("_s + creatorBeforeMint(appId, creator) + u") || auth.addr === "_s + tokenOwner(appId);
}

QString historyRule(const QString &appId)
{
    return u"auth.addr === $user_addr || auth.addr === "_s + tokenOwner(appId);
}

json::Value threadRule() { return siblingsRule(20, 10); }
json::Value messageRule() { return siblingsRule(15, 10); }

json::Value nobody()
{
    return json::Object{
        {u"branch_owner"_s, false}, {u"write_function"_s, false}, {u"write_owner"_s, false}, {u"write_rule"_s, false}};
}

} // namespace

json::Value creation(const Creation &creation)
{
    Creation described = creation;
    described.metadata.set(u"max_supply"_s, creation.maxSupply);
    described.metadata.set(u"profile"_s, u"locked-1"_s);

    const QString app = appPath(creation.appId);
    const QString token = app + u"/tokens/$tokenId"_s;
    const QString history = token + u"/ai/history/$user_addr"_s;
    const QString thread = history + u"/threads/$thread_id"_s;
    const QString beforeMint = creatorBeforeMint(creation.appId, creation.creator);

    json::Array operations;
    operations.push_back(createApp(described));
    operations.push_back(setValue(app, collectionValue(described)));
    operations.push_back(setRule(token + u"/owner"_s, writeRule(ownerRule(creation.creator, creation.maxSupply))));
    operations.push_back(setRule(token + u"/tokenURI"_s, writeRule(tokenUriRule(creation.appId, creation.creator))));
    operations.push_back(setRule(token + u"/metadata"_s, writeRule(beforeMint)));
    operations.push_back(setRule(token + u"/ai"_s, writeRule(aiRule(creation.appId, creation.creator))));
    operations.push_back(setRule(history, writeRule(historyRule(creation.appId))));
    operations.push_back(setRule(thread, threadRule()));
    operations.push_back(setRule(thread + u"/messages/$message_id"_s, messageRule()));
    // Owner configs merge: the creator's own entry goes only when it is named with null.
    operations.push_back(setOwner(app, json::Object{{u"*"_s, nobody()}, {creation.creator.toString(), json::Value()}}));
    return set(std::move(operations));
}

json::Value mint(const Mint &mint)
{
    const QString token = tokenPath(mint.appId, mint.tokenId);
    json::Array operations;
    if (!mint.metadata.isEmpty())
        operations.push_back(setValue(token + u"/metadata"_s, mint.metadata));
    operations.push_back(setValue(token + u"/tokenURI"_s, mint.tokenUri));
    operations.push_back(setValue(token + u"/owner"_s, mint.owner.toString()));
    return set(std::move(operations));
}

json::Value rules(const QString &appId, const crypto::Address &creator, int maxSupply)
{
    json::Object thread = threadRule().object();
    thread.set(u"messages"_s, json::Object{{u"$message_id"_s, messageRule()}});
    json::Object user = writeRule(historyRule(appId)).object();
    user.set(u"threads"_s, json::Object{{u"$thread_id"_s, std::move(thread)}});
    json::Object ai = writeRule(aiRule(appId, creator)).object();
    ai.set(u"history"_s, json::Object{{u"$user_addr"_s, std::move(user)}});

    json::Object token;
    token.set(u"owner"_s, writeRule(ownerRule(creator, maxSupply)));
    token.set(u"tokenURI"_s, writeRule(tokenUriRule(appId, creator)));
    token.set(u"metadata"_s, writeRule(creatorBeforeMint(appId, creator)));
    token.set(u"ai"_s, std::move(ai));

    json::Object app = creatorRule(creator).object();
    app.set(u"tokens"_s, json::Object{{u"$tokenId"_s, std::move(token)}});
    return app;
}

json::Value owners()
{
    return json::Object{{u".owner"_s, json::Object{{u"owners"_s, json::Object{{u"*"_s, nobody()}}}}}};
}

int supplyOf(const json::Value &rules)
{
    const QString rule = rules.at({u"tokens", u"$tokenId", u"owner", u".rule", u"write"}).toString();
    const qsizetype start = rule.indexOf(supplyMark);
    if (start < 0)
        return 0;
    const qsizetype digits = start + supplyMark.size();
    const qsizetype end = rule.indexOf(u' ', digits);
    bool isNumber = false;
    const int supply = QStringView(rule).sliced(digits, (end < 0 ? rule.size() : end) - digits).toInt(&isNumber);
    return isNumber && supply > 0 ? supply : 0;
}

} // namespace ain::ainft::locked
