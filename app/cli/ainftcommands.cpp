#include "app/cli/confirmdraft.h"
#include "app/cli/jsonviews.h"
#include "app/cli/session.h"
#include "app/services/mintlicence.h"
#include "app/services/mintsource.h"

#include "core/json/parser.h"
#include "ui/text/errortext.h"

#include <QFile>

namespace ain::cli {

using namespace Qt::StringLiterals;

namespace {

Task<json::Value> collectionCreate(Session &session, Invocation invocation)
{
    ainft::CollectionDraft request;
    request.name = invocation.value(u"name"_s);
    request.symbol = invocation.value(u"symbol"_s);
    request.description = invocation.value(u"description"_s);
    bool ok = false;
    request.maxSupply = invocation.value(u"max-supply"_s, u"100"_s).toInt(&ok);
    const QString layout = invocation.value(u"layout"_s, u"locked"_s);
    if (!ok || (layout != u"locked" && layout != u"compat"))
        co_return usageError(u"--max-supply N, --layout locked|compat"_s);
    request.layout = layout == u"locked" ? ainft::Layout::Locked : ainft::Layout::Compat;

    auto account = co_await session.account(invocation.value(u"from"_s));
    if (!account)
        co_return failure(account.error());
    auto preview = co_await session.services().ainft().prepareCollection(account->id, request);
    if (!preview)
        co_return failure(preview.error());
    json::Value out = toJson(preview->collection);
    const auto remember = [&session, collection = preview->collection] {
        return session.services().ainft().remember(collection);
    };
    auto sent = co_await confirmDraft(session, preview->draft, invocation, remember);
    if (!sent)
        co_return failure(sent.error());
    out.object().set(u"transaction"_s, std::move(*sent));
    co_return out;
}

Task<json::Value> collectionList(Session &session, Invocation /*invocation*/)
{
    auto found = co_await session.services().ainft().collections();
    if (!found)
        co_return failure(found.error());
    json::Array out;
    for (const auto &collection : *found)
        out.push_back(toJson(collection));
    co_return json::Value(std::move(out));
}

Task<json::Value> collectionAdd(Session &session, Invocation invocation)
{
    auto added = co_await session.services().ainft().addCollection(invocation.arguments.first());
    if (!added)
        co_return failure(added.error());
    co_return toJson(*added);
}

Task<json::Value> collectionShow(Session &session, Invocation invocation)
{
    auto found = co_await session.services().ainft().collection(invocation.arguments.first());
    if (!found)
        co_return failure(found.error());
    auto tokens = co_await session.services().ainft().tokensOf(found->objectId);
    if (!tokens)
        co_return failure(tokens.error());
    json::Array list;
    for (const auto &token : *tokens)
        list.push_back(toJson(token));
    json::Value out = toJson(*found);
    out.object().set(u"tokens"_s, std::move(list));
    if (invocation.has(u"prove"_s)) {
        auto proven = co_await session.services().ainft().proveCollection(*found);
        if (!proven)
            co_return failure(proven.error());
        out = toJson(*proven);
        out.object().set(u"tokens"_s, json::Value());
        auto provenTokens = co_await session.services().ainft().proveTokens(*tokens);
        if (!provenTokens)
            co_return failure(provenTokens.error());
        json::Array shown;
        for (const auto &token : *provenTokens) {
            json::Value one = toJson(token);
            one.object().set(u"proof"_s, toJson(token.mark, token.why));
            shown.push_back(std::move(one));
        }
        out.object().set(u"tokens"_s, std::move(shown));
        out.object().set(u"closed"_s, proven->isClosed);
        requireProof(out.object(), proven->rulesMark, proven->why);
    }
    co_return out;
}

Result<json::Object> readRecipe(const QString &path)
{
    QFile file(path);
    if (!file.open(QIODevice::ReadOnly)) {
        QVariantMap args;
        args.insert(u"path"_s, path);
        return failure(errors::FileRead, args, file.errorString());
    }
    auto parsed = json::parse(file.read(64 * 1024), {.maxBytes = 64 * 1024, .maxDepth = 16});
    if (!parsed)
        return failure(parsed.error());
    if (!parsed->isObject())
        return usageError(u"--recipe FILE"_s);
    return parsed->object();
}

/// A yes of its own to licences that forbid commercial use; nothing of it goes on chain. Errors: CliLicence, Cancelled.
Task<> acknowledgeLicences(Session &session, Invocation invocation, QList<json::Object> generations)
{
    app::StudioRooms &rooms = session.services().studio();
    // While another program has the list of models open, what came with the program still tells of the files it knows.
    auto opened = co_await rooms.open();
    Q_UNUSED(opened)
    QList<app::ForbiddenUse> forbidden;
    for (const json::Object &generation : std::as_const(generations)) {
        if (!generation.isEmpty())
            forbidden += app::forbiddenUses(rooms.models(), recipe::fromGeneration(generation));
    }
    for (const app::ForbiddenUse &use : std::as_const(forbidden)) {
        const QString licence = use.licence.name.isEmpty() ? use.licence.id : use.licence.name;
        if (invocation.has(u"non-commercial"_s) || invocation.has(u"dry-run"_s)) {
            tellPerson(
                translated(QT_TRANSLATE_NOOP(
                               "Cli", "The licence of %1 (%2) forbids commercial use of pictures drawn with it."))
                    .arg(use.model, licence));
            continue;
        }
        QVariantMap args;
        args.insert(u"model"_s, use.model);
        args.insert(u"licence"_s, licence);
        const Error refusal{errors::CliLicence, args, {}};
        if (!isPersonAsked(session, invocation))
            co_return failure(refusal);
        tellPerson(text::errorSentence(refusal));
        if (!personSaysYes(translated(QT_TRANSLATE_NOOP("Cli", "Mint it all the same, for no commercial use? [y/N] "))))
            co_return failure(errors::Cancelled);
    }
    co_return Result<>();
}

Task<json::Value> tokenMint(Session &session, Invocation invocation)
{
    ainft::TokenDraft request;
    request.objectId = invocation.arguments.at(0);
    request.tokenId = invocation.value(u"token-id"_s);
    request.name = invocation.value(u"name"_s);
    request.description = invocation.value(u"description"_s);
    const QStringList attributes = invocation.values(u"attribute"_s);
    for (const QString &attribute : attributes) {
        const qsizetype equals = attribute.indexOf(u'=');
        if (equals <= 0)
            co_return usageError(u"--attribute TRAIT=VALUE"_s);
        request.attributes.emplaceBack(attribute.left(equals), attribute.mid(equals + 1));
    }
    if (invocation.has(u"to"_s)) {
        const auto to = crypto::Address::parse(invocation.value(u"to"_s));
        if (!to)
            co_return failure(to.error());
        request.to = *to;
    }
    if (invocation.has(u"recipe"_s)) {
        auto recipe = readRecipe(invocation.value(u"recipe"_s));
        if (!recipe)
            co_return failure(recipe.error());
        request.generation = std::move(*recipe);
    }
    auto account = co_await session.account(invocation.value(u"from"_s));
    if (!account)
        co_return failure(account.error());
    auto content = co_await session.services().content().addFile(invocation.arguments.at(1));
    if (!content)
        co_return failure(content.error());
    auto &ainft = session.services().ainft();
    auto image =
        co_await app::mintImage(session.services().content(), content->sha256, invocation.has(u"hide-prompt"_s));
    if (!image) {
        auto released = co_await ainft.releaseImage(*content);
        Q_UNUSED(released)
        co_return failure(image.error());
    }
    if (image->content.sha256 == content->sha256) {
        image->content.isNew = content->isNew;
    } else {
        auto released = co_await ainft.releaseImage(*content);
        Q_UNUSED(released)
        *content = image->content;
    }
    request.imageSha256 = content->sha256;
    if (request.generation.isEmpty() && !invocation.has(u"no-recipe"_s))
        request.generation = image->generation;

    QList<json::Object> generations;
    generations.append(image->generation);
    generations.append(request.generation);
    auto licences = co_await acknowledgeLicences(session, invocation, std::move(generations));
    if (!licences) {
        auto released = co_await ainft.releaseImage(*content);
        Q_UNUSED(released)
        co_return failure(licences.error());
    }
    auto preview = co_await ainft.prepareMint(account->id, request);
    if (!preview) {
        auto released = co_await ainft.releaseImage(*content);
        Q_UNUSED(released)
        co_return failure(preview.error());
    }
    const auto remember = [&ainft, token = preview->token] {
        return ainft.rememberToken(token.objectId, token.tokenId);
    };
    auto sent = co_await confirmDraft(session, preview->draft, invocation, remember);
    // Not sent, or a dry run: the image goes again. A file that stays is the lesser evil than another error.
    auto released = co_await ainft.releaseImage(*content);
    Q_UNUSED(released)
    if (!sent)
        co_return failure(sent.error());
    json::Value out = toJson(preview->token);
    // The token is in the block of its transaction, once that is final.
    out.object().set(u"block"_s, (*sent)[u"block"]);
    out.object().set(u"transaction"_s, std::move(*sent));
    co_return out;
}

Task<json::Value> tokenShow(Session &session, Invocation invocation)
{
    auto found = co_await session.services().ainft().token(invocation.arguments.at(0), invocation.arguments.at(1));
    if (!found)
        co_return failure(found.error());
    if (invocation.has(u"prove"_s)) {
        QList<ainft::Token> tokens;
        tokens.append(*found);
        auto proven = co_await session.services().ainft().proveTokens(std::move(tokens));
        if (!proven)
            co_return failure(proven.error());
        const ainft::Token &token = proven->constFirst();
        json::Value shown = toJson(token);
        shown.object().set(u"content_proof"_s, toJson(token.contentMark, std::nullopt));
        requireProof(shown.object(), token.mark, token.why);
        co_return shown;
    }
    json::Value out = toJson(*found);
    const auto &client = session.services().client();
    out.object().set(u"proof"_s, claimedBy(client.network().rpcUrls.first().host(), found->blockNumber));
    co_return out;
}

Task<json::Value> tokenTransfer(Session &session, Invocation invocation)
{
    const auto to = crypto::Address::parse(invocation.arguments.at(2));
    if (!to)
        co_return failure(to.error());
    auto account = co_await session.account(invocation.value(u"from"_s));
    if (!account)
        co_return failure(account.error());
    auto draft = co_await session.services().ainft().prepareTransfer(account->id, invocation.arguments.at(0),
                                                                     invocation.arguments.at(1), *to);
    if (!draft)
        co_return failure(draft.error());
    auto done = co_await confirmDraft(session, std::move(*draft), invocation);
    co_return done;
}

Task<json::Value> tokenList(Session &session, Invocation invocation)
{
    auto &ainft = session.services().ainft();
    auto listing = invocation.has(u"search"_s) ? ainft.findMyTokens() : ainft.myTokens();
    auto found = co_await std::move(listing);
    if (!found)
        co_return failure(found.error());
    json::Array out;
    for (const auto &token : *found)
        out.push_back(toJson(token));
    co_return json::Value(std::move(out));
}

} // namespace

QList<Command> ainftCommands()
{
    constexpr int both = Command::OpenVault | Command::Network;
    QList<Option> createOptions{
        {u"name"_s, u"TEXT"_s, QT_TRANSLATE_NOOP("Cli", "name of the collection")},
        {u"symbol"_s, u"TEXT"_s, QT_TRANSLATE_NOOP("Cli", "short name, capital letters and digits")},
        {u"description"_s, u"TEXT"_s, QT_TRANSLATE_NOOP("Cli", "description")},
        {u"max-supply"_s, u"N"_s, QT_TRANSLATE_NOOP("Cli", "at most N tokens, ever (100)")},
        {u"layout"_s, u"locked|compat"_s,
         QT_TRANSLATE_NOOP("Cli", "locked (default): nobody can take a token back; compat: the creator can")}};
    QList<Option> mintOptions{
        {u"name"_s, u"TEXT"_s, QT_TRANSLATE_NOOP("Cli", "name of the token")},
        {u"description"_s, u"TEXT"_s, QT_TRANSLATE_NOOP("Cli", "description")},
        {u"attribute"_s, u"TRAIT=VALUE"_s, QT_TRANSLATE_NOOP("Cli", "may be given several times"), true},
        {u"recipe"_s, u"FILE"_s,
         QT_TRANSLATE_NOOP("Cli", "JSON object of how the image was generated; what the image says by default")},
        {u"no-recipe"_s, {}, QT_TRANSLATE_NOOP("Cli", "say nothing of how it was generated")},
        {u"hide-prompt"_s,
         {},
         QT_TRANSLATE_NOOP("Cli", "only a hash of the prompt, on chain and in the image that is minted")},
        {u"non-commercial"_s,
         {},
         QT_TRANSLATE_NOOP("Cli",
                           "I know that the licence of the model forbids commercial use; asked for when it does, and "
                           "--yes does not answer it. Nothing of it goes on chain")},
        {u"to"_s, u"ADDRESS"_s, QT_TRANSLATE_NOOP("Cli", "first owner; the minter by default")},
        {u"token-id"_s, u"N"_s, QT_TRANSLATE_NOOP("Cli", "the next free number by default")}};
    return {
        {.name = u"collection create"_s,
         .summary = QT_TRANSLATE_NOOP("Cli", "Create an AINFT collection."),
         .options = createOptions + sendOptions(),
         .exclusive = sendConflicts(),
         .needs = both,
         .run = collectionCreate},
        {.name = u"collection list"_s,
         .summary = QT_TRANSLATE_NOOP("Cli", "Collections I made or added."),
         .needs = both,
         .run = collectionList},
        {.name = u"collection add"_s,
         .arguments = u"COLLECTION"_s,
         .summary = QT_TRANSLATE_NOOP(
             "Cli", "Remember a collection that somebody else made, so that my tokens of it are listed."),
         .minArguments = 1,
         .maxArguments = 1,
         .needs = both,
         .run = collectionAdd},
        {.name = u"collection show"_s,
         .arguments = u"COLLECTION"_s,
         .summary = QT_TRANSLATE_NOOP("Cli", "A collection and its tokens."),
         .options = {proveOption()},
         .minArguments = 1,
         .maxArguments = 1,
         .needs = both,
         .run = collectionShow},
        {.name = u"token mint"_s,
         .arguments = u"COLLECTION IMAGE"_s,
         .summary = QT_TRANSLATE_NOOP("Cli", "Mint an image as a token."),
         .options = mintOptions + sendOptions(),
         .exclusive = sendConflicts() + QList<QStringList>{{u"recipe"_s, u"no-recipe"_s}},
         .minArguments = 2,
         .maxArguments = 2,
         .needs = both,
         .run = tokenMint},
        {.name = u"token show"_s,
         .arguments = u"COLLECTION TOKEN"_s,
         .summary = QT_TRANSLATE_NOOP("Cli", "Owner, metadata and image of a token."),
         .options = {proveOption()},
         .minArguments = 2,
         .maxArguments = 2,
         .needs = both,
         .run = tokenShow},
        {.name = u"token transfer"_s,
         .arguments = u"COLLECTION TOKEN TO"_s,
         .summary = QT_TRANSLATE_NOOP("Cli", "Give a token to another address."),
         .options = sendOptions(),
         .exclusive = sendConflicts(),
         .minArguments = 3,
         .maxArguments = 3,
         .needs = both,
         .run = tokenTransfer},
        {.name = u"token list"_s,
         .summary = QT_TRANSLATE_NOOP("Cli", "Tokens that I own, in the collections I made or added."),
         .options = {{u"search"_s,
                      {},
                      QT_TRANSLATE_NOOP("Cli",
                                        "look through every collection of the network first (may take minutes)")}},
         .needs = both,
         .run = tokenList},
    };
}

} // namespace ain::cli
