// The developers' door with the studio behind it: real sockets, the real queue, a scripted engine.
#include "core/ainft/imagetext.h"
#include "core/base/secretbytes.h"
#include "core/json/parser.h"
#include "core/json/writer.h"
#include "gpu/share/api/apiserver.h"
#include "gpu/share/images/studiobackend.h"
#include "tests/support/engine/studiofixture.h"
#include "tests/unit/models/modelfiles.h"

#include <QNetworkAccessManager>
#include <QNetworkReply>
#include <QTemporaryDir>
#include <QTest>

using namespace ain;
using namespace ain::share;
using namespace ain::testing;

namespace {

struct Answer {
    int status = 0;
    json::Value body;
};

class Door {
public:
    explicit Door(const StudioBackendOptions &options = {.tag = u"api"_s}) : studio(folder.path())
    {
        if (!folder.isValid() || !studio.open() || !addModel())
            return;
        auto own = options;
        own.permission = [this]() -> Result<> { return isFree; };
        backend = std::make_unique<StudioBackend>(StudioBackendParts{*studio.service, *studio.queue, *studio.gallery,
                                                                     *studio.library, *studio.content, studio.rng},
                                                  own);
        usage = std::make_unique<KeyUsage>(studio.clock);
        fresh = *keys.add(u"test"_s, {.perDay = 100, .concurrent = 4}, studio.clock, studio.rng);
        auto keyOf = [this](QByteArrayView text) { return keys.find(text); };
        server = std::make_unique<ApiServer>(ImagesApiParts{*backend, *usage, studio.clock, keyOf});
        studio.service->start();
        isOpen = server->start(0).has_value();
    }

    /// One that is known to draw: what the fixture has is none by its header.
    bool addModel()
    {
        QFile file(folder.filePath(u"fox.safetensors"_s));
        const QByteArray bytes = test::safetensors(test::sd1Tensors());
        if (!file.open(QIODevice::WriteOnly) || file.write(bytes) != bytes.size())
            return false;
        file.close();
        const auto model = await(studio.library->addFile(file.fileName()));
        const auto verified = model ? await(studio.library->verify(model->id)) : failure(model.error());
        modelHash = verified ? verified->sha256 : QString();
        return verified.has_value();
    }
    [[nodiscard]] QNetworkReply *post(const json::Object &body)
    {
        QNetworkRequest request(QUrl(u"http://localhost:%1/v1/images/generations"_s.arg(server->port())));
        request.setRawHeader("Authorization", "Bearer " + fresh.text.toLatin1());
        request.setRawHeader("Content-Type", "application/json");
        return http.post(request, json::canonical(json::Value(body)));
    }
    static Answer answerOf(QNetworkReply *reply)
    {
        until([reply] { return reply->isFinished(); });
        Answer answer;
        answer.status = reply->attribute(QNetworkRequest::HttpStatusCodeAttribute).toInt();
        answer.body = json::parse(reply->readAll()).value_or(json::Value());
        reply->deleteLater();
        return answer;
    }
    [[nodiscard]] Answer draw(const json::Object &body) { return answerOf(post(body)); }
    static json::Object order(const QString &prompt, int steps = 4)
    {
        json::Object body;
        body.set(u"prompt"_s, prompt);
        body.set(u"size"_s, u"64x64"_s);
        body.set(u"steps"_s, steps);
        body.set(u"seed"_s, 5);
        return body;
    }

    QString modelHash;
    QTemporaryDir folder;
    StudioFixture studio;
    Result<> isFree = {};
    std::unique_ptr<StudioBackend> backend;
    ApiKeys keys;
    std::unique_ptr<KeyUsage> usage;
    FreshKey fresh;
    std::unique_ptr<ApiServer> server;
    QNetworkAccessManager http;
    bool isOpen = false;
};

} // namespace

class TestStudio : public QObject {
    Q_OBJECT
private Q_SLOTS:
    void initTestCase() { QVERIFY(initializeSecretMemory()); }

    void picturesComeWithTheirRecipe()
    {
        Door door;
        QVERIFY(door.isOpen);
        const QList<OfferedModel> offered = door.backend->models();
        QCOMPARE(offered.size(), 1);
        QCOMPARE(offered[0].sha256, door.modelHash);
        json::Object body = Door::order(u"a red house"_s);
        body.set(u"model"_s, offered[0].id);
        body.set(u"negative_prompt"_s, u"rain"_s);
        body.set(u"n"_s, 3);
        const Answer answer = door.draw(body);
        QVERIFY2(answer.status == 200, json::canonical(answer.body).constData());
        const json::Array &data = answer.body[u"data"].array();
        QCOMPARE(data.size(), std::size_t(3));
        QSet<QByteArray> different;
        for (std::size_t i = 0; i < data.size(); ++i) {
            const QByteArray png = QByteArray::fromBase64(data[i][u"b64_json"].toString().toLatin1());
            QCOMPARE(QImage::fromData(png, "png").size(), QSize(64, 64));
            const auto texts = ainft::readImageText(png);
            QVERIFY(texts);
            const auto recipe = recipe::fromJsonText(texts->text(u"ain-recipe").toUtf8());
            QVERIFY(recipe);
            QCOMPARE(recipe->prompt, u"a red house"_s);
            QCOMPARE(recipe->negative, u"rain"_s);
            QCOMPARE(recipe->seed, quint64(5 + i));
            QCOMPARE(recipe->steps, 4);
            different.insert(png);
        }
        QCOMPARE(different.size(), 3);
        const auto pictures = door.studio.pictures();
        QCOMPARE(pictures.size(), 3);
        for (const auto &picture : pictures)
            QCOMPARE(picture.tags, QStringList{u"api"_s});
        QCOMPARE(door.usage->today(door.fresh.key.id), 3);
    }

    void modelsAreNamedByHashToo()
    {
        Door door;
        json::Object body = Door::order(u"a"_s);
        body.set(u"model"_s, door.modelHash);
        QCOMPARE(door.draw(body).status, 200);
        body.set(u"model"_s, u"another"_s);
        const Answer unknown = door.draw(body);
        QCOMPARE(unknown.status, 404);
        QCOMPARE(unknown.body.at({u"error", u"code"}).toString(), u"model_not_found"_s);
        body = Door::order(u"a"_s);
        body.set(u"size"_s, u"100x100"_s); // no multiple of what the model draws
        const Answer odd = door.draw(body);
        QCOMPARE(odd.status, 400);
        QCOMPARE(odd.body.at({u"error", u"code"}).toString(), u"recipe.size"_s);
    }

    void myOwnWorkGoesFirst()
    {
        Door door;
        QStringList ended;
        connect(door.studio.service.get(), &studio::StudioService::drawn, this,
                [&ended](const QString &job, qint64) { ended.append(job); });
        QNetworkReply *strangers = door.post(Door::order(u"stranger ms=5"_s, 50));
        until([&door] { return door.studio.client->state() == engine::EngineState::Busy; });
        const auto mine = await(door.studio.service->submit({door.studio.request(u"mine"_s)}));
        QVERIFY(mine);
        QCOMPARE(Door::answerOf(strangers).status, 200); // begun anew afterwards
        QCOMPARE(ended.size(), 2);
        QCOMPARE(ended[0], mine->constFirst().id);
    }

    void hangingUpEndsTheJob()
    {
        Door door;
        QNetworkReply *reply = door.post(Door::order(u"long ms=20"_s, 60));
        until([&door] { return door.studio.client->state() == engine::EngineState::Busy; });
        reply->abort();
        reply->deleteLater();
        door.studio.untilDone();
        const auto jobs = door.studio.allJobs();
        QCOMPARE(jobs.size(), 1);
        QCOMPARE(jobs[0].state, jobs::State::Cancelled);
        until([&door] { return door.server->requests() == 0; });
        QCOMPARE(door.usage->today(door.fresh.key.id), 0);
        QVERIFY(door.studio.pictures().isEmpty());
        QCOMPARE(door.draw(Door::order(u"after"_s)).status, 200);
    }

    void theOwnerDecidesWhether()
    {
        Door door;
        door.isFree = failure(errors::ShareNotNow);
        const Answer refused = door.draw(Door::order(u"a"_s));
        QCOMPARE(refused.status, 503);
        QVERIFY(door.studio.allJobs().isEmpty());
        door.isFree = {};
        // The owner comes back in the middle of it.
        QNetworkReply *reply = door.post(Door::order(u"long ms=20"_s, 60));
        until([&door] { return door.studio.client->state() == engine::EngineState::Busy; });
        QVERIFY(await(door.studio.service->yieldNow()));
        const Answer yielded = Door::answerOf(reply);
        QCOMPARE(yielded.status, 503);
        QCOMPARE(yielded.body.at({u"error", u"code"}).toString(), u"share.not_now"_s);
        QCOMPARE(door.draw(Door::order(u"b"_s)).status, 503);
        door.studio.service->goOn();
        QCOMPARE(door.draw(Door::order(u"c"_s)).status, 200);
        for (const auto &job : door.studio.allJobs())
            QVERIFY(jobs::hasEnded(job.state));
    }

    void enginesThatBreakCostOneAnswer()
    {
        Door door;
        const Answer broken = door.draw(Door::order(u"!crash"_s));
        QCOMPARE(broken.status, 500);
        QCOMPARE(broken.body.at({u"error", u"code"}).toString(), u"engine.crashed"_s);
        QCOMPARE(door.draw(Door::order(u"whole"_s)).status, 200);
    }

    void whatIsNotKeptLeavesNothing()
    {
        Door door({.keepsPictures = false});
        const Answer answer = door.draw(Door::order(u"a red house"_s));
        QCOMPARE(answer.status, 200);
        QVERIFY(door.studio.pictures().isEmpty());
        QVERIFY(door.studio.allJobs().isEmpty());
        const QByteArray png =
            QByteArray::fromBase64(answer.body[u"data"].array().front()[u"b64_json"].toString().toLatin1());
        const QString sha256 = QString::fromLatin1(QCryptographicHash::hash(png, QCryptographicHash::Sha256).toHex());
        QVERIFY(!await(door.studio.content->find(sha256)));

        // The same picture drawn by the owner stays.
        ImageOrder same;
        same.prompt = u"a red house"_s;
        same.size = QSize(64, 64);
        same.steps = 4;
        same.seed = 5;
        const auto mine = door.backend->requests(same);
        QVERIFY(mine);
        QVERIFY(await(door.studio.service->submit(*mine)));
        door.studio.untilDone();
        QCOMPARE(door.studio.pictures().size(), 1);
        QCOMPARE(door.studio.pictures()[0].sha256, sha256); // the very same file
        QCOMPARE(door.draw(Door::order(u"a red house"_s)).status, 200);
        QCOMPARE(door.studio.pictures().size(), 1);
        QVERIFY(await(door.studio.content->find(door.studio.pictures()[0].sha256)));

        // What is cancelled leaves nothing either.
        QNetworkReply *reply = door.post(Door::order(u"long ms=20"_s, 60));
        until([&door] { return door.studio.client->state() == engine::EngineState::Busy; });
        reply->abort();
        reply->deleteLater();
        until([&door] { return door.studio.allJobs().size() == 1; }); // the owner's
    }
};

QTEST_GUILESS_MAIN(TestStudio)
#include "test_studio.moc"
