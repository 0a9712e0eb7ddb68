// The part of the journey that is about the picture and its token.
#include "app/cli/drawing.h"
#include "app/cli/drawrequest.h"
#include "app/cli/journey.h"
#include "app/cli/jsonviews.h"
#include "app/services/filewrite.h"
#include "app/services/mintsource.h"
#include "gpu/studio/jobpayload.h"

#include <cstdio>

namespace ain::cli {

using namespace Qt::StringLiterals;

namespace {

constexpr int ProofAttempts = 10;
constexpr QStringView UsualPrompt = u"pink bear with a gold crown, night sky";
constexpr quint64 UsualSeed = 1;

} // namespace

Task<> Journey::createCollection()
{
    ainft::CollectionDraft request;
    request.name = u"First steps"_s;
    request.symbol = u"STEP"_s;
    request.description = u"Made by the journey of AIN Studio."_s;
    request.maxSupply = 10;
    auto &ainft = m_session.services().ainft();
    auto preview = co_await ainft.prepareCollection(m_creator.id, request);
    if (!preview)
        co_return failure(preview.error());
    auto sent = co_await confirm(preview->draft);
    if (!sent)
        co_return failure(sent.error());
    auto remembered = co_await ainft.remember(preview->collection);
    if (!remembered)
        co_return remembered;
    auto found = co_await ainft.collection(preview->collection.objectId);
    if (!found)
        co_return failure(found.error());
    m_collection = *found;
    if (found->layout != ainft::Layout::Locked || !found->originChecked)
        co_return unexpectedFinding(u"layout"_s);
    co_return Result<>();
}

Task<> Journey::draw()
{
    app::StudioRooms &studio = m_session.services().studio();
    auto opened = co_await studio.open();
    if (!opened)
        co_return opened;
    Invocation wish;
    wish.options.insert(u"prompt"_s, m_options.prompt.isEmpty() ? UsualPrompt.toString() : m_options.prompt);
    auto request = co_await requestOf(m_session, wish);
    if (!request)
        co_return failure(request.error());
    request->seed = m_options.prompt.isEmpty() ? UsualSeed : studio.newSeed();
    QList<recipe::GenerationRequest> requests;
    requests += *request;
    auto jobs = co_await studio.service().submit(requests);
    if (!jobs)
        co_return failure(jobs.error());
    const QStringList ids(jobs->constFirst().id);
    auto ended = co_await waitForJobs(m_session, ids);
    if (!ended)
        co_return failure(ended.error());
    const jobs::Job &job = ended->constFirst();
    if (job.state != jobs::State::Done)
        co_return failure(whyNot(job));
    const studio::JobResult result = studio::decodeResult(job.result);
    auto bytes = co_await m_session.services().content().read(result.sha256);
    if (!bytes)
        co_return failure(bytes.error());
    if (const auto written = app::writeFile(path(u"picture.png"_s), *bytes); !written)
        co_return failure(written.error());
    auto drawn = recipeIn(path(u"picture.png"_s));
    if (!drawn)
        co_return failure(drawn.error());
    m_recipe = *std::move(drawn);
    m_imageSha256 = result.sha256;
    if (!result.unknownWords.isEmpty())
        std::fprintf(stderr, "  %s\n",
                     translated(QT_TRANSLATE_NOOP("Cli", "The model has no words for: %1"))
                         .arg(result.unknownWords.join(u", "_s))
                         .toLocal8Bit()
                         .constData());
    co_return Result<>();
}

Task<> Journey::mint()
{
    auto &services = m_session.services();
    auto image = co_await app::mintImage(services.content(), m_imageSha256, false);
    if (!image)
        co_return failure(image.error());
    ainft::TokenDraft request;
    request.objectId = m_collection.objectId;
    request.name = u"First picture"_s;
    request.description = m_recipe.prompt;
    request.imageSha256 = m_imageSha256;
    request.generation = image->generation;
    auto preview = co_await services.ainft().prepareMint(m_creator.id, request);
    if (!preview)
        co_return failure(preview.error());
    auto sent = co_await confirm(preview->draft);
    if (!sent)
        co_return failure(sent.error());
    m_tokenId = preview->token.tokenId;
    auto remembered = co_await services.ainft().rememberToken(m_collection.objectId, m_tokenId);
    co_return remembered;
}

Task<> Journey::refuseSecondMint()
{
    ainft::TokenDraft request;
    request.objectId = m_collection.objectId;
    request.tokenId = m_tokenId;
    request.name = u"The same again"_s;
    request.imageSha256 = m_imageSha256;
    auto preview = co_await m_session.services().ainft().prepareMint(m_creator.id, request);
    if (preview || preview.error().code != errors::AinftTokenTaken)
        co_return unexpectedFinding(u"a second mint of the same token was not refused"_s);
    co_return Result<>();
}

Task<> Journey::expectToken(crypto::Address owner)
{
    auto &services = m_session.services();
    auto mine = co_await services.ainft().myTokens();
    if (!mine)
        co_return failure(mine.error());
    for (const auto &token : *mine) {
        if (token.objectId != m_collection.objectId || token.tokenId != m_tokenId)
            continue;
        if (!(token.owner == owner) || token.imageSha256 != m_imageSha256)
            break;
        if (m_proof.isNull())
            m_proof = claimedBy(services.client().network().rpcUrls.first().host(), token.blockNumber);
        co_return Result<>();
    }
    co_return unexpectedFinding(u"the token is not in the collection page"_s);
}

Task<> Journey::seeToken()
{
    auto bytes = co_await m_session.services().content().read(m_imageSha256);
    if (!bytes)
        co_return failure(bytes.error());
    auto seen = co_await expectToken(m_creator.address);
    co_return seen;
}

Task<> Journey::checkRecipe()
{
    // From what stands in the token, as its next owner would.
    auto &services = m_session.services();
    auto token = co_await services.ainft().token(m_collection.objectId, m_tokenId);
    if (!token)
        co_return failure(token.error());
    const recipe::GenerationRequest told = recipe::fromGeneration(token->metadata[u"generation"].object());
    if (recipe::recipeHash(told) != recipe::recipeHash(m_recipe))
        co_return unexpectedFinding(u"the token tells another recipe than the picture"_s);
    auto checked = co_await services.studio().service().check(told, token->imageSha256);
    if (!checked)
        co_return failure(checked.error());
    if (!checked->isBitEqual)
        co_return unexpectedFinding(u"the recipe draws another picture"_s);
    co_return Result<>();
}

Task<> Journey::giveToken()
{
    auto draft = co_await m_session.services().ainft().prepareTransfer(m_creator.id, m_collection.objectId, m_tokenId,
                                                                       m_friend.address);
    if (!draft)
        co_return failure(draft.error());
    auto sent = co_await confirm(std::move(*draft));
    if (!sent)
        co_return failure(sent.error());
    auto seen = co_await expectToken(m_friend.address);
    co_return seen;
}

Task<> Journey::proveOwner()
{
    auto &services = m_session.services();
    auto mine = co_await services.ainft().myTokens();
    if (!mine)
        co_return failure(mine.error());
    mine->removeIf([this](const ainft::Token &token) {
        return token.objectId != m_collection.objectId || token.tokenId != m_tokenId;
    });
    std::optional<Error> why;
    for (int attempt = 0; attempt < ProofAttempts; ++attempt) {
        auto tokens = co_await services.ainft().proveTokens(*mine);
        if (!tokens)
            co_return failure(tokens.error());
        if (tokens->isEmpty())
            break;
        const ainft::Token &token = tokens->constFirst();
        m_proof = toJson(token.mark, token.why);
        if (token.mark.standing() == light::Standing::Proven && token.owner == m_friend.address)
            co_return Result<>();
        why = token.why;
        // The node's state moves on with every block; a busy moment can outlast the tries of one read.
        auto slept = co_await sleepFor(&m_session, services.client().network().epochMs);
        if (!slept)
            co_return slept;
    }
    if (why)
        co_return failure(*why);
    co_return unexpectedFinding(u"the owner of the token could not be proven"_s);
}

} // namespace ain::cli
