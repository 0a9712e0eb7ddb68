#include "core/ainft/provenreader.h"

#include "core/ainft/metadata.h"

#include <algorithm>

using namespace Qt::StringLiterals;

namespace ain::ainft {

namespace {

constexpr qsizetype TokensPerRead = 8; ///< with their parents within the operations of one request
constexpr qsizetype LeavesPerToken = 3;
constexpr int SearchSteps = 48; ///< of the bisection by time
constexpr qint64 BlocksPerCall = 20;
constexpr int ScanCalls = 6; ///< blocks looked through after the moment of creation
constexpr qint64 TimeSlackMs = 10'000; ///< clocks of creators against clocks of proposers
constexpr qsizetype TextMax = 4096;

light::StatePath pathOf(light::StateRoot root, const QString &text)
{
    auto path = light::StatePath::value(text);
    if (!path)
        return {};
    path->root = root;
    return *path;
}

/// The worse of two marks.
light::ProofMark worse(const light::ProofMark &a, const light::ProofMark &b)
{
    return int(a.standing()) >= int(b.standing()) ? a : b;
}

/// The record id of the creation of `appId` in an operation list, -1: it is not in there.
qint64 recordOf(const json::Value &operation, const QString &appId)
{
    const json::Array &operations = operation[u"op_list"].array();
    if (operations.empty())
        return -1;
    const QString prefix = u"/manage_app/"_s + appId + u"/create/"_s;
    const QString &ref = operations.front()[u"ref"].string();
    bool isNumber = false;
    const qint64 record = ref.startsWith(prefix) ? ref.mid(prefix.size()).toLongLong(&isNumber) : -1;
    return isNumber ? record : -1;
}

} // namespace

std::optional<Creation> readLockedCreation(const json::Value &operation)
{
    const json::Array &operations = operation[u"op_list"].array();
    if (operations.size() < 2)
        return std::nullopt;
    const QStringList parts = operations.at(0)[u"ref"].string().split(u'/');
    if (parts.size() != 5 || parts.at(1) != u"manage_app" || parts.at(3) != u"create")
        return std::nullopt;
    const json::Object &admins = operations.at(0).at({u"value", u"admin"}).object();
    const auto creator = admins.size() == 1 ? crypto::Address::parse(admins.begin()->first)
                                            : Result<crypto::Address>(failure(errors::AddressFormat));
    bool isNumber = false;
    Creation creation;
    creation.appId = parts.at(2);
    creation.recordId = parts.at(4).toLongLong(&isNumber);
    if (!creator || !isNumber)
        return std::nullopt;
    creation.creator = *creator;
    const json::Value &value = operations.at(1)[u"value"];
    creation.name = value[u"name"].toString();
    creation.symbol = value[u"symbol"].toString();
    creation.metadata = value[u"metadata"].object();
    creation.maxSupply = int(std::clamp<qint64>(value.at({u"metadata", u"max_supply"}).toInteger(), 0, 1'000'000'000));
    creation.metadata.remove(u"max_supply");
    creation.metadata.remove(u"profile");
    if (Ainft::appId(Ainft::objectId(creation.creator, creation.recordId)) != creation.appId)
        return std::nullopt;
    // Nothing may be in it that the template has not: every operation counts.
    if (creationOperation(Layout::Locked, creation) != operation)
        return std::nullopt;
    return creation;
}

Task<qint64> ProvenReader::findCreation(QString appId, qint64 recordId)
{
    // Everything here is a hint; what is found is proven afterwards.
    auto last = co_await m_client.lastBlock();
    if (!last)
        co_return failure(last.error());
    qint64 low = 0;
    qint64 high = last->number;
    for (int i = 0; i < SearchSteps && high - low > 1; ++i) {
        const qint64 middle = low + (high - low) / 2;
        json::Object range{{u"from"_s, middle}, {u"to"_s, middle + 1}};
        auto headers = co_await m_client.call(u"ain_getBlockHeadersList"_s, std::move(range));
        if (!headers)
            co_return failure(headers.error());
        const json::Array &list = headers->array();
        if (list.empty())
            co_return qint64(-1);
        if (list.front()[u"timestamp"].toInteger() < recordId - TimeSlackMs)
            low = middle;
        else
            high = middle;
    }
    for (int i = 0; i < ScanCalls && low <= last->number; ++i) {
        auto blocks = co_await m_client.blocks(low, std::min(low + BlocksPerCall, last->number + 1));
        if (!blocks)
            co_return failure(blocks.error());
        for (const json::Value &block : *blocks) {
            for (const json::Value &transaction : block[u"transactions"].array()) {
                if (recordOf(transaction.at({u"tx_body", u"operation"}), appId) == recordId)
                    co_return block[u"number"].toInteger(-1);
            }
        }
        low += BlocksPerCall;
    }
    co_return qint64(-1);
}

Task<bool> ProvenReader::close(QString appId, qint64 hint)
{
    if (m_closed.contains(appId))
        co_return m_closed.value(appId);
    const light::StatePath management = pathOf(light::StateRoot::Values, u"/manage_app/"_s + appId + u"/create"_s);
    const QList<light::StatePath> paths{management};
    auto answers = co_await m_light.read(paths);
    if (!answers)
        co_return failure(answers.error());
    // The record names the moment; only one of them is the creation that the id follows from.
    qint64 record = -1;
    const json::Value records = answers->constFirst().value;
    if (records.object().size() != 1) // an app is created once; anything else is not what we know
        co_return false;
    for (const auto &[label, value] : records.object()) {
        const qint64 time = label.toLongLong();
        const json::Object &admins = value[u"admin"].object();
        const auto creator = admins.size() == 1 ? crypto::Address::parse(admins.begin()->first)
                                                : Result<crypto::Address>(failure(errors::AddressFormat));
        if (creator && Ainft::appId(Ainft::objectId(*creator, time)) == appId)
            record = time;
    }
    if (record < 0)
        co_return false;
    if (hint < 0) {
        auto found = co_await findCreation(appId, record);
        if (!found)
            co_return failure(found.error());
        hint = *found;
    }
    if (hint < 0)
        co_return false;
    auto block = co_await m_client.block(hint);
    if (!block)
        co_return failure(block.error());
    QString hash;
    for (const json::Value &transaction : (*block)[u"transactions"].array()) {
        if (recordOf(transaction.at({u"tx_body", u"operation"}), appId) == record)
            hash = transaction[u"hash"].toString();
    }
    if (hash.isEmpty())
        co_return false;
    auto included = co_await m_light.transaction(hash, hint);
    if (!included)
        co_return failure(included.error());
    if (!included->proven)
        co_return false;
    const light::IncludedTransaction &transaction = included->proven->value();
    const auto creation = readLockedCreation(transaction.transaction.at({u"tx_body", u"operation"}));
    const bool isClosed =
        creation && creation->appId == appId && transaction.result.receipt.succeeded && !transaction.result.isReverted;
    if (isClosed) {
        const auto app = included->proven->map([](const light::IncludedTransaction &creating) {
            return readLockedCreation(creating.transaction.at({u"tx_body", u"operation"}))->appId;
        });
        m_light.closeApp(app);
        m_marks.insert(appId, light::ProofMark::of(app));
    }
    if (isClosed) // what was not found once may be found later
        m_closed.insert(appId, true);
    co_return isClosed;
}

Task<QList<Token>> ProvenReader::prove(QString appId, QList<Token> tokens)
{
    // A failed search leaves the app's word, which the marks then say.
    auto closed = co_await close(appId);
    for (qsizetype start = 0; start < tokens.size(); start += TokensPerRead) {
        const qsizetype end = std::min(start + TokensPerRead, tokens.size());
        QList<light::StatePath> paths;
        for (qsizetype i = start; i < end; ++i) {
            const QString token = tokenPath(appId, tokens.at(i).tokenId);
            paths.append(pathOf(light::StateRoot::Values, token + u"/owner"_s));
            paths.append(pathOf(light::StateRoot::Values, token + u"/tokenURI"_s));
            paths.append(pathOf(light::StateRoot::Values, token + u"/metadata"_s));
        }
        auto answers = co_await m_light.read(paths);
        if (!answers)
            co_return failure(answers.error());
        for (qsizetype i = start; i < end; ++i) {
            Token &token = tokens[i];
            const qsizetype first = (i - start) * LeavesPerToken;
            const light::Answer<json::Value> &owner = answers->at(first);
            token.mark = owner.mark;
            token.contentMark = worse(answers->at(first + 1).mark, answers->at(first + 2).mark);
            token.why = owner.why;
            token.bundle = owner.bundle;
            const light::Standing standing = owner.mark.standing();
            if (standing == light::Standing::Unproven || standing == light::Standing::Contradicted)
                continue;
            token.owner =
                crypto::Address::parse(light::provenText(owner.value).value_or(QString())).value_or(crypto::Address());
            token.blockNumber = owner.mark.block() ? owner.mark.block()->number() : -1;
            token.tokenUri = light::provenText(answers->at(first + 1).value).value_or(QString()).left(TextMax);
            readTokenMetadata(answers->at(first + 2).value, token);
        }
    }
    co_return tokens;
}

Task<Collection> ProvenReader::prove(Collection collection)
{
    auto closed = co_await close(collection.appId);
    const QString app = appPath(collection.appId);
    const QList<light::StatePath> paths{
        pathOf(light::StateRoot::Rules, app),
        pathOf(light::StateRoot::Owners, app),
        pathOf(light::StateRoot::Functions, app),
        pathOf(light::StateRoot::Values, u"/manage_app/"_s + collection.appId),
    };
    auto answers = co_await m_light.read(paths);
    if (!answers)
        co_return failure(answers.error());
    CollectionAnswers parts;
    parts.appId = collection.appId;
    parts.rules = answers->at(0).value;
    parts.owners = answers->at(1).value;
    parts.functions = answers->at(2).value;
    parts.management = answers->at(3).value;
    collection.rulesMark = answers->at(0).mark;
    for (const light::Answer<json::Value> &answer : std::as_const(*answers)) {
        collection.rulesMark = worse(collection.rulesMark, answer.mark);
        if (answer.why)
            collection.why = answer.why;
    }
    collection.layout = recogniseLayout(parts, collection.creator, &collection.maxSupply);
    collection.isClosed = closed && *closed;
    // What the state says of a closed collection's rules is what its proven creation made them, for ever.
    if (collection.isClosed && collection.layout == Layout::Locked) {
        collection.rulesMark = m_marks.value(collection.appId);
        collection.why.reset();
    }
    co_return collection;
}

} // namespace ain::ainft
