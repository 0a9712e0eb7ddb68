#include "gpu/share/peer/peerclient.h"

#include "core/ainft/imagetext.h"
#include "core/ainft/recipe.h"
#include "core/base/pooltask.h"
#include "core/json/parser.h"
#include "core/json/writer.h"
#include "gpu/share/images/imageparams.h"

#include <QNetworkReply>
#include <QUrl>

#include <algorithm>
#include <memory>

namespace ain::share {

using namespace Qt::StringLiterals;

namespace {

constexpr qint64 AskMost = 256 * 1024;
constexpr qint64 PictureMost = PeerPictureBytesMost / 3 * 4 + 64 * 1024;
constexpr std::size_t PeersListMost = 200;
constexpr std::size_t ModelsMost = 500;

Error withHost(Error error, const QString &url)
{
    error.args.insert(u"host"_s, QUrl(url).host());
    return error;
}

/// What the drawer wrote into the picture, if it is a recipe for what was ordered.
std::optional<recipe::GenerationRequest> recipeOf(QByteArrayView png, const ImageOrder &order, QSize size)
{
    const auto texts = ainft::readImageText(png);
    const QString own = texts ? texts->text(ainft::RecipeKeyword) : QString();
    if (own.isEmpty())
        return std::nullopt;
    auto told = recipe::fromJsonText(own.toUtf8());
    if (!told || !recipe::check(*told, 1))
        return std::nullopt;
    const bool isOrder = told->mode == recipe::Mode::TextToImage && told->prompt == order.prompt
        && told->negative == order.negative && QSize(told->width, told->height) == size
        && (order.steps == 0 || told->steps <= order.steps) && (!order.seed || told->seed == *order.seed);
    if (!isOrder)
        return std::nullopt;
    return std::move(*told);
}

} // namespace

PeerClient::PeerClient(PeerClientParts parts, const PeerClientOptions &options)
    : m_parts(parts), m_options(options), m_asker(parts.http)
{
}

Task<QByteArray> PeerClient::signedHeader(QString purpose)
{
    // Never the same time twice: what is signed once counts once.
    m_lastTimeMs = std::max(m_parts.clock.nowMs(), m_lastTimeMs + 1);
    const qint64 timeMs = m_lastTimeMs;
    auto signature = co_await m_parts.signer.sign(signedText(purpose, timeMs));
    if (!signature)
        co_return failure(signature.error());
    co_return authHeader(m_parts.signer.address(), timeMs, *signature);
}

Task<PeerInfo> PeerClient::hello(QString endpoint, PeerInfo self)
{
    Question question;
    question.method = "POST";
    question.url = endpoint + u"/p2p/hello"_s;
    question.answerMost = AskMost;
    question.timeMs = m_options.askMs;
    question.body = json::canonical(toJson(self));
    // Who can't be called back has nothing to sign for, and only asks.
    if (!self.endpoint.isEmpty()) {
        const QString purpose = helloPurpose(self.endpoint);
        auto header = co_await signedHeader(purpose);
        if (!header)
            co_return failure(header.error());
        question.auth = *header;
    }
    auto answer = co_await m_asker.ask(question);
    if (!answer)
        co_return failure(answer.error());
    auto info = peerInfoFromJson(*answer);
    if (!info)
        co_return failure(withHost(info.error(), endpoint));
    co_return *info;
}

Task<QStringList> PeerClient::peers(QString endpoint)
{
    Question question;
    question.method = "GET";
    question.url = endpoint + u"/p2p/peers"_s;
    question.answerMost = AskMost;
    question.timeMs = m_options.askMs;
    auto answer = co_await m_asker.ask(question);
    if (!answer)
        co_return failure(answer.error());
    QStringList endpoints;
    const json::Array &list = (*answer)[u"peers"].array();
    for (std::size_t i = 0; i < std::min(list.size(), PeersListMost); ++i) {
        const QString known = endpointOf(list[i].string());
        if (!known.isEmpty() && !endpoints.contains(known))
            endpoints.append(known);
    }
    co_return endpoints;
}

Task<QList<NetworkModel>> PeerClient::models(QString endpoint)
{
    Question question;
    question.method = "GET";
    question.url = endpoint + u"/api/network/models"_s;
    question.answerMost = AskMost;
    question.timeMs = m_options.askMs;
    auto answer = co_await m_asker.ask(question);
    if (!answer)
        co_return failure(answer.error());
    QList<NetworkModel> models;
    const json::Array &list = (*answer)[u"data"].array();
    for (std::size_t i = 0; i < std::min(list.size(), ModelsMost); ++i) {
        const json::Value &entry = list[i];
        const QString &id = entry[u"id"].string();
        const auto node = crypto::Address::parse(entry.at({u"node", u"address"}).string());
        const bool isUsable = !id.isEmpty() && id.size() <= IdMax && plainText(id, IdMax) == id && node.has_value();
        if (!isUsable || entry[u"modality"].string() != u"image")
            continue;
        NetworkModel model;
        model.ref.model = id;
        model.ref.node = *node;
        model.nodeName = plainText(entry.at({u"node", u"name"}).string(), IdMax);
        model.isLocal = entry[u"local"].toBool();
        models.append(model);
    }
    co_return models;
}

Task<DrawnByPeer> PeerClient::draw(PeerTarget target, ImageOrder order)
{
    const bool isBounded = !order.prompt.trimmed().isEmpty() && order.prompt.size() <= OrderPromptMax
        && order.negative.size() <= OrderPromptMax;
    if (!isBounded) {
        const QVariantMap args{{u"what"_s, u"prompt"_s}};
        co_return failure(errors::InvalidArgument, args);
    }
    json::Object body;
    body.set(u"prompt"_s, order.prompt);
    if (!target.model.isEmpty())
        body.set(u"model"_s, target.model);
    if (!order.size.isEmpty())
        body.set(u"size"_s, u"%1x%2"_s.arg(order.size.width()).arg(order.size.height()));
    if (order.steps > 0)
        body.set(u"steps"_s, order.steps);
    if (!order.negative.isEmpty())
        body.set(u"negative_prompt"_s, order.negative);
    if (order.seed)
        body.set(u"seed"_s, qint64(*order.seed));
    const QString purpose = imagePurpose(target.address);
    auto header = co_await signedHeader(purpose);
    if (!header)
        co_return failure(header.error());
    Question question;
    question.method = "POST";
    question.url = target.endpoint + u"/p2p/models/image"_s;
    question.auth = *header;
    question.body = json::canonical(json::Value(std::move(body)));
    question.answerMost = PictureMost;
    question.timeMs = m_options.drawMs;
    auto answer = co_await m_asker.ask(question);
    if (!answer)
        co_return failure(answer.error());
    const json::Array &data = (*answer)[u"data"].array();
    if (data.size() != 1)
        co_return failure(Asker::answerError(question.url, u"data"_s));
    const QByteArray text = data.front()[u"b64_json"].string().toLatin1();
    const QSize wanted = order.size;
    auto read = [text]() -> Result<QByteArray> {
        const auto bytes = QByteArray::fromBase64Encoding(text, QByteArray::AbortOnBase64DecodingErrors);
        if (!bytes)
            return failure(errors::PeerPictureRefused, {{u"what"_s, u"base64"_s}});
        return *bytes;
    };
    auto bytes = co_await runInPool(m_parts.pool, std::move(read));
    if (!bytes)
        co_return failure(bytes.error());
    auto picture = co_await cleanPicture(m_parts.decoder, m_parts.pool, *bytes, wanted);
    if (!picture)
        co_return failure(picture.error());
    DrawnByPeer drawn;
    drawn.recipe = recipeOf(*bytes, order, picture->size);
    drawn.picture = *std::move(picture);
    drawn.model = plainText((*answer)[u"model"].string(), IdMax);
    co_return drawn;
}

} // namespace ain::share
