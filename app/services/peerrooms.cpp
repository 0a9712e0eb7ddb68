#include "app/services/peerrooms.h"

#include "app/services/pool.h"
#include "core/crypto/key.h"
#include "core/json/writer.h"
#include "core/recipe/pngtext.h"
#include "gpu/share/images/imageparams.h"
#include "gpu/studio/pictures.h"

namespace ain::app {

using namespace Qt::StringLiterals;

namespace {

constexpr int SideMost = 4096;
constexpr int LockTries = 10;
constexpr int LockPauseMs = 50;
constexpr int MessageChain = 0;
const QString Group = QStringLiteral("peers");

/// Asks where no name is needed.
class Nobody final : public share::PeerSigner {
public:
    [[nodiscard]] crypto::Address address() const override { return {}; }
    [[nodiscard]] QString publicKey() const override { return {}; }
    Task<QString> sign(QString message) override
    {
        Q_UNUSED(message)
        return Task<QString>::finished(failure(errors::Internal));
    }
};

struct NamelessAsker {
    explicit NamelessAsker(Services &services)
        : client(share::PeerClientParts{http, nobody, services.clock(), workPool(), services.studio().decoder()})
    {
    }
    Nobody nobody;
    QNetworkAccessManager http;
    share::PeerClient client;
};

/// Who drew it, for whoever reads the picture's file.
json::Object origin(const share::PeerTarget &target, const share::DrawnByPeer &drawn)
{
    json::Object by;
    by.set(u"address"_s, target.address.toString());
    by.set(u"node"_s, target.name);
    by.set(u"endpoint"_s, target.endpoint);
    by.set(u"model"_s, drawn.model);
    return by;
}

QString sourceText(const share::PeerTarget &target)
{
    return u"Drawn by the node %1 of AI Network (%2)"_s.arg(target.address.toString(), target.endpoint);
}

/// The recipe as its drawer tells it, and who that is; a recipe's hash does not count `x`.
json::Value recipeWith(const recipe::GenerationRequest &told, json::Object by)
{
    json::Object further;
    further.set(u"drawn_by"_s, std::move(by));
    json::Object recipe = recipe::toJson(told);
    recipe.set(u"x"_s, std::move(further));
    return json::Value(std::move(recipe));
}

} // namespace

class PeerRooms::Signer final : public share::PeerSigner {
public:
    Signer(vault::Vault &vault, const vault::KeyRecord &key) : m_signer(vault, key, MessageChain) { }

    Task<> prepare() { return m_signer.prepare(); }
    [[nodiscard]] crypto::Address address() const override { return m_signer.address(); }
    [[nodiscard]] QString publicKey() const override
    {
        const auto bytes = crypto::fromHex(m_signer.kx());
        const auto key = bytes ? crypto::PublicKey::fromBytes(*bytes) : failure(errors::Internal);
        return key ? crypto::toHex(key->bytes()) : QString();
    }
    Task<QString> sign(QString message) override { return m_signer.sign(std::move(message), MessageChain); }

private:
    share::VaultSigner m_signer;
};

PeerRooms::PeerRooms(Services &services, vault::KeyRecord account, share::PeerClientOptions client)
    : m_services(services),
      m_account(std::move(account)),
      m_signer(std::make_unique<Signer>(services.vault(), m_account)),
      m_clientOptions(client),
      m_client(std::make_unique<share::PeerClient>(
          share::PeerClientParts{m_http, *m_signer, services.clock(), workPool(), services.studio().decoder()},
          client)),
      m_book(services.dataDirectory()),
      m_usage(services.dataDirectory(), services.clock())
{
    connect(&m_joining, &QTimer::timeout, this, &PeerRooms::join);
}

PeerRooms::~PeerRooms() { stopServing(); }

Task<> PeerRooms::open() { return m_signer->prepare(); }

Task<share::PeerInfo> PeerRooms::hello(QString endpoint)
{
    const QString plain = share::endpointOf(endpoint);
    if (!share::mayCall(plain, share::EndpointSource::Configured)) {
        const QVariantMap args{{u"url"_s, endpoint}};
        co_return failure(errors::PeerAddress, args);
    }
    share::PeerInfo self;
    self.address = m_account.address;
    self.publicKey = m_signer->publicKey();
    self.version = QCoreApplication::applicationVersion();
    if (m_node)
        self = m_node->self();
    auto info = co_await m_client->hello(plain, self);
    if (!info)
        co_return failure(info.error());
    auto kept = co_await remember(plain, *info);
    if (!kept)
        co_return failure(kept.error());
    co_return *info;
}

Task<> PeerRooms::remember(QString endpoint, share::PeerInfo info)
{
    if (info.address == m_account.address)
        co_return Result<>(); // ourselves
    const qint64 now = m_services.clock().nowMs();
    const auto note = [endpoint, info, now](share::PeerList &list) {
        list.add(endpoint, share::EndpointSource::Configured);
        list.answered(endpoint, info, now);
    };
    if (m_node) {
        note(m_node->peers());
        join();
        co_return Result<>();
    }
    auto kept = m_book.change(note);
    // A node of this computer writes there for a moment now and then.
    for (int i = 0; i < LockTries && !kept && kept.error().code == errors::FileLocked; ++i) {
        auto slept = co_await sleepFor(this, LockPauseMs);
        if (!slept)
            co_return slept;
        kept = m_book.change(note);
    }
    co_return kept;
}

Task<PeerDrawing> PeerRooms::draw(QString endpoint, share::ImageOrder order)
{
    auto info = co_await hello(endpoint);
    if (!info)
        co_return failure(info.error());
    const QStringList offered = info->imageModels();
    if (!order.model.isEmpty() && !offered.isEmpty() && !offered.contains(order.model)) {
        const QVariantMap args{{u"name"_s, order.model}};
        co_return failure(errors::ShareModelUnknown, args);
    }
    share::PeerTarget target;
    target.address = info->address;
    target.endpoint = share::endpointOf(endpoint);
    target.name = info->name;
    // A node that offers nothing now is asked all the same: it says best why.
    target.model = order.model.isEmpty() ? offered.value(0) : order.model;
    auto drawn = co_await m_client->draw(target, order);
    if (!drawn)
        co_return failure(drawn.error());
    auto listed = co_await list(target, order, *drawn);
    co_return listed;
}

Task<PeerDrawing> PeerRooms::list(share::PeerTarget target, share::ImageOrder order, share::DrawnByPeer drawn)
{
    if (drawn.model.isEmpty())
        drawn.model = target.model;
    const json::Object by = origin(target, drawn);
    gallery::NewPicture picture;
    recipe::TextEntries texts;
    if (drawn.recipe) {
        picture = gallery::NewPicture::of(*drawn.recipe);
        picture.recipe = json::canonical(recipeWith(*drawn.recipe, by));
        texts = recipe::pictureTexts(*drawn.recipe);
        for (auto &[keyword, text] : texts) {
            if (keyword == u"ain-recipe")
                text = QString::fromUtf8(picture.recipe);
        }
    } else {
        // Nobody knows how: no recipe is better than a made-up one.
        picture.prompt = order.prompt;
        picture.negative = order.negative;
        picture.modelName = drawn.model;
        texts = recipe::markTexts();
        texts.append({u"ain-peer"_s, QString::fromUtf8(json::canonical(json::Value(by)))});
    }
    texts.append({u"Source"_s, sourceText(target)});
    const QByteArray png = drawn.picture.png;
    auto write = [png, texts]() -> Result<QByteArray> {
        const auto image = studio::decodePicture(png, SideMost);
        if (!image)
            return failure(image.error());
        return studio::encodePicture(*image, texts);
    };
    auto file = co_await runInPool(std::move(write));
    if (!file)
        co_return failure(file.error());
    picture.bytes = file->size();
    auto content = co_await m_services.content().addBytes(std::move(*file));
    if (!content)
        co_return failure(content.error());
    picture.sha256 = content->sha256;
    picture.size = drawn.picture.size;
    picture.tags = QStringList(u"peer"_s);
    auto added = co_await m_services.studio().gallery().add(picture);
    if (!added)
        co_return failure(added.error());
    PeerDrawing drawing;
    drawing.picture = added->id;
    drawing.sha256 = content->sha256;
    drawing.size = drawn.picture.size;
    drawing.drawer = target.address;
    drawing.node = target.name;
    drawing.endpoint = target.endpoint;
    drawing.model = drawn.model;
    drawing.recipe = drawn.recipe;
    co_return drawing;
}

Task<> PeerRooms::serve(PeerServeOptions options)
{
    stopServing();
    StudioRooms &studio = m_services.studio();
    share::StudioBackendOptions drawing;
    drawing.permission = options.permission;
    drawing.isForStrangers = true;
    drawing.group = Group;
    const share::StudioBackendParts rooms{studio.service(), studio.queue(),       studio.gallery(),
                                          studio.models(),  m_services.content(), m_services.rng()};
    m_backend = std::make_unique<share::StudioBackend>(rooms, drawing);
    auto swept = co_await m_backend->sweep();
    if (!swept) {
        m_backend.reset();
        co_return swept;
    }
    share::PeerNodeOptions own;
    own.name = options.name.isEmpty() ? u"AIN Studio"_s : options.name;
    own.endpoint = options.endpoint;
    own.version = QCoreApplication::applicationVersion();
    own.chainId = m_services.client().network().chainId;
    own.isServing = options.isOffered;
    own.admits = [this, perDay = options.perDay](const QString &caller) { return m_usage.admit(caller, perDay); };
    own.allowsLocal = options.allowsLocal;
    own.roundMs = options.roundMs;
    own.provider = options.limits;
    own.client = m_clientOptions;
    own.client.allowsLocal = options.allowsLocal;
    const share::PeerNodeParts parts{*m_backend, *m_signer,          m_http,
                                     workPool(), m_services.clock(), m_services.studio().decoder()};
    m_node = std::make_unique<share::PeerNode>(parts, own);
    if (options.onSent)
        connect(m_node.get(), &share::PeerNode::sent, this, options.onSent);
    connect(m_node.get(), &share::PeerNode::served, this, &PeerRooms::noteServed);
    Result<> ready = m_book.join(m_node->peers());
    if (!ready && ready.error().code == errors::FileLocked)
        ready = {}; // another time
    for (const QString &seed : std::as_const(options.seedPeers)) {
        if (ready)
            ready = m_node->addPeer(seed);
    }
    if (ready)
        ready = m_node->start(options.port, options.addresses);
    if (!ready) {
        m_node.reset();
        m_backend.reset();
        co_return ready;
    }
    studio.start();
    m_joining.start(options.joinMs);
    m_node->round().detach(); // what goes wrong stands in the list
    co_return Result<>();
}

void PeerRooms::stopServing()
{
    m_joining.stop();
    if (m_node) {
        m_node->stop();
        join();
    }
    m_node.reset();
    m_backend.reset();
}

void PeerRooms::withdraw()
{
    if (m_backend)
        m_backend->withdraw(u"owner"_s);
}

void PeerRooms::join()
{
    if (!m_node)
        return;
    // A full disk, or another program at this moment: the next look writes it.
    (void)m_book.join(m_node->peers());
    (void)m_usage.save();
    Q_EMIT changed();
}

void PeerRooms::noteServed(const QString &caller, const QString &code)
{
    if (!code.isEmpty())
        m_usage.giveBack(caller);
    Q_EMIT served(caller, code);
    Q_EMIT changed();
}

Task<QList<share::NetworkModel>> modelsOfNode(Services &services, QString endpoint)
{
    const QString plain = share::endpointOf(endpoint);
    if (!share::mayCall(plain, share::EndpointSource::Configured)) {
        const QVariantMap args{{u"url"_s, endpoint}};
        co_return failure(errors::PeerAddress, args);
    }
    const auto asker = std::make_unique<NamelessAsker>(services);
    auto models = co_await asker->client.models(plain);
    co_return models;
}

} // namespace ain::app
