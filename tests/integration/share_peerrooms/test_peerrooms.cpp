// Nodes of AI Network as whole programs on one computer: they greet, hear of each other, draw for each other with the
// built-in model, and do nothing for who does not keep to the protocol or while their owner says no.
#include "app/services/peerrooms.h"
#include "core/ainft/imagetext.h"
#include "core/json/parser.h"
#include "core/json/writer.h"
#include "gpu/studio/jobpayload.h"
#include "tests/integration/share_exchange/exchangebench.h"
#include "tests/support/http/rawclient.h"

#include <QDirIterator>
#include <QTest>

using namespace ain;
using namespace ain::test;

namespace {

class KeySigner final : public share::PeerSigner {
public:
    crypto::Address address() const override { return key.address(); }
    QString publicKey() const override { return crypto::toHex(key.publicKey().bytes()); }
    Task<QString> sign(QString message) override
    {
        return Task<QString>::finished(crypto::signMessage(key, message, 0));
    }
    crypto::PrivateKey key = crypto::PrivateKey::generate();
};

/// A program that asks and, after serve(), draws.
struct Node {
    Node(const QString &folder, const QString &practice) : data(folder), program(folder, practice) { }
    ~Node() { close(); }
    Q_DISABLE_COPY_MOVE(Node)

    [[nodiscard]] Result<> open()
    {
        if (auto opened = program.open(); !opened)
            return opened;
        rooms = std::make_unique<app::PeerRooms>(*program.services, program.account,
                                                 share::PeerClientOptions{.askMs = 5'000, .drawMs = 60'000});
        return await(rooms->open());
    }
    void close()
    {
        rooms.reset();
        program.close();
    }
    [[nodiscard]] Result<> serve(const QStringList &seeds = {}, int perDay = 100)
    {
        app::PeerServeOptions options;
        options.seedPeers = seeds;
        options.perDay = perDay;
        options.allowsLocal = true;
        options.roundMs = 200;
        options.joinMs = 200;
        options.permission = [this]() -> Result<> {
            if (isFree)
                return {};
            return failure(errors::ShareNotNow, {{u"reason"_s, u"input"_s}});
        };
        options.isOffered = [this] { return isOn; };
        return await(rooms->serve(options), 30'000);
    }
    [[nodiscard]] Result<app::PeerDrawing> draw(const QString &endpoint, int steps = 4)
    {
        return await(rooms->draw(endpoint, order(steps)), 60'000);
    }
    [[nodiscard]] static share::ImageOrder order(int steps)
    {
        share::ImageOrder order;
        order.prompt = u"orange fox"_s;
        order.size = QSize(64, 64);
        order.steps = steps;
        order.seed = 7;
        return order;
    }
    [[nodiscard]] int files() const
    {
        int count = 0;
        QDirIterator all(data + u"/content"_s, QDir::Files, QDirIterator::Subdirectories);
        while (all.hasNext()) {
            all.next();
            ++count;
        }
        return count;
    }
    [[nodiscard]] qint64 pictures()
    {
        return await(program.services->studio().gallery().query({})).value_or(gallery::Page{}).total;
    }
    [[nodiscard]] qsizetype jobs()
    {
        return await(program.services->studio().queue().jobs()).value_or(QList<jobs::Job>()).size();
    }
    [[nodiscard]] QStringList known() const
    {
        QStringList endpoints;
        for (const share::Peer &peer : app::PeerBook(data).all().value_or(QList<share::Peer>()))
            endpoints += peer.endpoint;
        return endpoints;
    }

    QString data;
    Program program;
    std::unique_ptr<app::PeerRooms> rooms;
    bool isFree = true;
    bool isOn = true;
};

struct Said {
    int status = 0;
    QString code = {};
};

Said say(quint16 port, const QByteArray &request)
{
    RawClient client(port, request);
    (void)QTest::qWaitFor([&client] { return client.isWhole(); }, 20'000);
    const auto body = json::parse(client.body());
    return {client.status(), body ? body->at({u"error", u"code"}).toString() : QString()};
}

QByteArray imageRequest(const QByteArray &body, const QByteArray &auth)
{
    return "POST /p2p/models/image HTTP/1.1\r\nHost: 127.0.0.1\r\nx-ainize-auth: " + auth
        + "\r\nContent-Length: " + QByteArray::number(body.size()) + "\r\n\r\n" + body;
}

QString codeOf(const Result<app::PeerDrawing> &drawn)
{
    return drawn ? QString() : drawn.error().args.value(u"code"_s, drawn.error().code.toString()).toString();
}

class TestPeerRooms : public QObject {
    Q_OBJECT
private:
    QTemporaryDir m_dir;
    std::unique_ptr<Node> m_asker;
    std::unique_ptr<Node> m_drawer;

    [[nodiscard]] std::unique_ptr<Node> node(const QString &name) const
    {
        return std::make_unique<Node>(m_dir.filePath(name), m_dir.filePath(u"practice"_s));
    }

private Q_SLOTS:
    void initTestCase()
    {
        QVERIFY(initializeSecretMemory());
        m_asker = node(u"asker"_s);
        m_drawer = node(u"drawer"_s);
        AIN_REQUIRE(m_asker->open());
        AIN_REQUIRE(m_drawer->open());
        AIN_REQUIRE(m_drawer->serve());
    }
    void cleanupTestCase()
    {
        m_drawer.reset();
        m_asker.reset();
    }

    void aGreetedNodeIsRemembered()
    {
        const QString endpoint = m_drawer->rooms->endpoint();
        const auto info = await(m_asker->rooms->hello(endpoint + u'/'));
        AIN_REQUIRE(info);
        QCOMPARE(info->address, m_drawer->program.account.address);
        QCOMPARE(info->publicKey.size(), 128);
        QCOMPARE(info->imageModels().size(), 1);
        QCOMPARE(m_asker->known(), QStringList{endpoint});
        const auto models = await(app::modelsOfNode(*m_asker->program.services, endpoint));
        AIN_REQUIRE(models);
        QCOMPARE(models->constFirst().ref.node, info->address);
        AIN_REQUIRE_ERROR(await(m_asker->rooms->hello(u"http://node.example"_s)), errors::PeerAddress);
        AIN_REQUIRE_ERROR(await(m_asker->rooms->hello(u"http://127.0.0.1:1"_s)), errors::PeerUnreachable);
        QCOMPARE(m_asker->known(), QStringList{endpoint});
    }

    void anotherProgramDraws()
    {
        const int filesBefore = m_drawer->files();
        const auto drawn = m_asker->draw(m_drawer->rooms->endpoint());
        AIN_REQUIRE(drawn);
        QCOMPARE(drawn->size, QSize(64, 64));
        QCOMPARE(drawn->drawer, m_drawer->program.account.address);
        QVERIFY(drawn->recipe);
        QCOMPARE(drawn->recipe->seed, quint64(7));
        // In the gallery of who asked, with who drew it; and it holds: drawn again here it is the same.
        const auto bytes = await(m_asker->program.services->content().read(drawn->sha256));
        AIN_REQUIRE(bytes);
        const auto texts = ainft::readImageText(*bytes);
        AIN_REQUIRE(texts);
        const auto recipe = json::parse(texts->text(u"ain-recipe").toUtf8());
        AIN_REQUIRE(recipe);
        QCOMPARE(recipe->at({u"x", u"drawn_by", u"address"}).toString(), drawn->drawer.toString());
        QVERIFY(texts->text(u"Source").contains(drawn->drawer.toString()));
        const auto page = await(m_asker->program.services->studio().gallery().query({}));
        AIN_REQUIRE(page);
        QCOMPARE(page->total, 1);
        QCOMPARE(page->pictures.constFirst().tags, QStringList{u"peer"_s});
        QVERIFY(page->pictures.constFirst().recipe.contains("drawn_by"));
        const auto checked =
            await(m_asker->program.services->studio().service().check(*drawn->recipe, drawn->sha256), 60'000);
        AIN_REQUIRE(checked);
        QVERIFY(checked->isBitEqual);
        // Nothing of it stays where it was drawn, but a number.
        QCOMPARE(m_drawer->pictures(), 0);
        QTRY_COMPARE_WITH_TIMEOUT(m_drawer->jobs(), 0, 60'000);
        QTRY_COMPARE_WITH_TIMEOUT(m_drawer->files(), filesBefore, 60'000);
        QCOMPARE(m_drawer->rooms->drawnToday(), 1);
        // The same again is another entry, not an error.
        AIN_REQUIRE(m_asker->draw(m_drawer->rooms->endpoint()));
        QCOMPARE(m_asker->pictures(), 2);
    }

    void whatTheModelCannotDrawIsRefused()
    {
        share::ImageOrder order = Node::order(4);
        order.size = QSize(64, 96);
        const auto odd = await(m_asker->rooms->draw(m_drawer->rooms->endpoint(), order), 30'000);
        QVERIFY(!odd);
        order = Node::order(4);
        order.model = u"another"_s;
        AIN_REQUIRE_ERROR(await(m_asker->rooms->draw(m_drawer->rooms->endpoint(), order), 30'000),
                          errors::ShareModelUnknown);
        QCOMPARE(m_asker->pictures(), 2);
    }

    void whileTheOwnerSaysNoNothingIsDrawn()
    {
        const QString endpoint = m_drawer->rooms->endpoint();
        m_drawer->isFree = false;
        QCOMPARE(codeOf(m_asker->draw(endpoint)), u"backend_unavailable"_s);
        m_drawer->isFree = true;
        m_drawer->isOn = false;
        QCOMPARE(codeOf(m_asker->draw(endpoint)), u"not_serving"_s);
        m_drawer->isOn = true;
        // Begun, and then the owner is back.
        auto task = m_asker->rooms->draw(endpoint, Node::order(30));
        QVERIFY(QTest::qWaitFor([this] { return m_drawer->rooms->node()->running() == 1; }, 20'000));
        m_drawer->rooms->withdraw();
        QCOMPARE(codeOf(await(std::move(task), 60'000)), u"backend_unavailable"_s);
        QTRY_COMPARE_WITH_TIMEOUT(m_drawer->jobs(), 0, 60'000); // it ends with the step it is at
        QCOMPARE(m_drawer->rooms->drawnToday(), 2);
    }

    void whoDoesNotKeepToTheProtocolGetsNothing()
    {
        const quint16 port = m_drawer->rooms->node()->port();
        const KeySigner caller;
        const QString purpose = share::imagePurpose(m_drawer->program.account.address);
        qint64 time = m_drawer->program.services->clock().nowMs();
        const auto authFor = [&](const QString &what, qint64 at) {
            return share::authHeader(caller.address(), at,
                                     crypto::signMessage(caller.key, share::signedText(what, at), 0));
        };
        const QByteArray body = R"({"prompt":"red fox","size":"64x64","steps":4})";
        const int drawn = m_drawer->rooms->drawnToday();
        QCOMPARE(say(port, imageRequest(body, {})).code, u"bad_signature"_s);
        QCOMPARE(say(port, imageRequest(body, authFor(share::imagePurpose(caller.address()), ++time))).status, 401);
        QCOMPARE(say(port, imageRequest(body, authFor(purpose, time - share::PeerSkewMs - 10'000))).status, 401);
        const QByteArray garbage("\x7b\"prompt\":\"\xff\xfe\",\"size\":");
        QCOMPARE(say(port, imageRequest(garbage, authFor(purpose, ++time))).status, 400);
        QCOMPARE(say(port, imageRequest(R"({"prompt":"a","size":"9999x9999"})", authFor(purpose, ++time))).status, 400);
        const QByteArray huge = "{\"prompt\":\"" + QByteArray(80'000, 'a') + "\"}";
        QCOMPARE(say(port, imageRequest(huge, authFor(purpose, ++time))).status, 413);
        QCOMPARE(m_drawer->rooms->drawnToday(), drawn);
        const QByteArray once = authFor(purpose, ++time);
        QCOMPARE(say(port, imageRequest(body, once)).status, 200);
        QCOMPARE(say(port, imageRequest(body, once)).code, u"bad_signature"_s);
        QCOMPARE(m_drawer->rooms->drawnToday(), drawn + 1);
        QCOMPARE(m_drawer->pictures(), 0);
    }

    void nodesHearOfEachOther()
    {
        const auto third = node(u"third"_s);
        AIN_REQUIRE(third->open());
        AIN_REQUIRE(third->serve({m_drawer->rooms->endpoint()}));
        AIN_REQUIRE(m_asker->serve({m_drawer->rooms->endpoint()}));
        // Neither was told of the other.
        const QString there = third->rooms->endpoint();
        const QString here = m_asker->rooms->endpoint();
        QTRY_VERIFY_WITH_TIMEOUT(m_asker->rooms->node()->peers().endpoints().contains(there), 20'000);
        QTRY_VERIFY_WITH_TIMEOUT(third->rooms->node()->peers().endpoints().contains(here), 20'000);
        QTRY_VERIFY_WITH_TIMEOUT(m_asker->known().contains(there), 20'000);
        const auto models = await(app::modelsOfNode(*third->program.services, m_drawer->rooms->endpoint()));
        AIN_REQUIRE(models);
        QCOMPARE(models->size(), 3);
        m_asker->rooms->stopServing();
    }

    void aRestartKeepsWhoIsKnown()
    {
        const QStringList before = m_asker->known();
        QVERIFY(before.contains(m_drawer->rooms->endpoint()));
        m_asker->close();
        AIN_REQUIRE(m_asker->open());
        QCOMPARE(m_asker->known(), before);
        AIN_REQUIRE(m_asker->serve());
        QVERIFY(m_asker->rooms->node()->peers().endpoints().contains(m_drawer->rooms->endpoint()));
        // Another program forgets it meanwhile.
        const QString gone = m_drawer->rooms->endpoint();
        m_drawer->rooms->stopServing(); // or it would come back by itself
        const auto changed = app::PeerBook(m_asker->data).change([&gone](share::PeerList &list) { list.remove(gone); });
        AIN_REQUIRE(changed);
        QTRY_VERIFY_WITH_TIMEOUT(!m_asker->rooms->node()->peers().endpoints().contains(gone), 20'000);
        m_asker->rooms->stopServing();
        QVERIFY(!m_asker->known().contains(gone));
        AIN_REQUIRE(m_drawer->serve());
    }

    void aDamagedListIsSetAside()
    {
        const QString file = m_dir.filePath(u"damaged/peers/peers.json"_s);
        QVERIFY(QDir().mkpath(m_dir.filePath(u"damaged/peers"_s)));
        QFile out(file);
        QVERIFY(out.open(QIODevice::WriteOnly));
        out.write("\"peers\": endpoint");
        out.close();
        const app::PeerBook book(m_dir.filePath(u"damaged"_s));
        const auto peers = book.all();
        AIN_REQUIRE(peers);
        QVERIFY(peers->isEmpty());
        QVERIFY(QFile::exists(file + u".damaged"_s));
    }

    void eachNodeHasItsShareOfADay()
    {
        AIN_REQUIRE(m_drawer->serve({}, 3));
        AIN_REQUIRE(m_asker->draw(m_drawer->rooms->endpoint()));
        QCOMPARE(codeOf(m_asker->draw(m_drawer->rooms->endpoint())), u"rate_limited"_s);
        m_drawer->close();
        AIN_REQUIRE(m_drawer->open());
        AIN_REQUIRE(m_drawer->serve({}, 3));
        QCOMPARE(codeOf(m_asker->draw(m_drawer->rooms->endpoint())), u"rate_limited"_s);
    }

    void whatACrashLeftIsTakenOut()
    {
        m_drawer->rooms->stopServing();
        auto &studio = m_drawer->program.services->studio();
        studio.service().setForOthers(studio::ForOthers::Finish);
        const auto left =
            await(studio.service().submitForOthers(m_drawer->program.request(u"a"_s, 1), false, u"peers"_s));
        AIN_REQUIRE(left);
        const auto others = await(studio.service().submitForOthers(m_drawer->program.request(u"b"_s, 1), false));
        AIN_REQUIRE(others);
        AIN_REQUIRE(m_drawer->serve());
        QTRY_COMPARE_WITH_TIMEOUT(m_drawer->jobs(), 1, 60'000); // somebody else's stays
        AIN_REQUIRE(await(studio.service().cancel(others->id)));
        studio.service().setForOthers(studio::ForOthers::Draw);
    }
};

} // namespace

QTEST_GUILESS_MAIN(TestPeerRooms)
#include "test_peerrooms.moc"
