// The pool as the window has it: two data directories, the real nats-server on loopback, and a made-up painter.
#include "app/backends/pooladapter.h"
#include "app/services/poolbooks.h"
#include "gpu/share/pool/poolworker.h"
#include "tests/support/pool/poolfixture.h"

#include <QBuffer>
#include <QFileInfo>
#include <QImage>
#include <QTest>

using namespace ain;
using namespace ain::testing;

namespace {

constexpr int LongMs = 60'000;

/// Real pictures, since the gallery keeps nothing else.
class PngPainter final : public QObject, public pool::Painter {
public:
    [[nodiscard]] QList<pool::Offer> offers() const override { return {fakeOffer()}; }
    [[nodiscard]] QString device() const override { return u"a GPU"_s; }
    Task<QByteArray> draw(QString job, share::JobSpec spec) override
    {
        Q_UNUSED(job)
        if (error)
            return Task<QByteArray>::finished(failure(*error));
        QImage image(spec.params.width, spec.params.height, QImage::Format_RGB32);
        image.fill(QRgb(0xff000000U | quint32(spec.params.seed)));
        QByteArray png;
        QBuffer buffer(&png);
        image.save(&buffer, "PNG");
        return Task<QByteArray>::finished(png);
    }
    void cancel(const QString & /*job*/) override { }

    std::optional<Error> error = {};
};

/// A program on a data directory of its own.
struct Program {
    explicit Program(const QString &directory)
        : services(std::make_unique<app::Services>(app::ServiceOptions{.dataDirectory = directory})),
          pool(app::PoolAdapter::make(*services))
    {
    }
    void start() const
    {
        const auto studio = await(services->studio().open());
        pool->start(studio);
    }
    std::unique_ptr<app::Services> services;
    std::unique_ptr<app::PoolAdapter> pool;
};

recipe::GenerationRequest request(quint64 seed)
{
    recipe::GenerationRequest request;
    request.model = {.sha256 = fakeOffer().files.constFirst().sha256, .name = u"fake"_s};
    request.prompt = u"picture %1"_s.arg(seed);
    request.seed = seed;
    request.width = request.height = 64;
    request.steps = 4;
    return request;
}

class TestPoolAdapter : public QObject {
    Q_OBJECT
    QTemporaryDir m_folder;
    PoolFixture m_fixture; ///< for a free port
    [[nodiscard]] quint16 port() const { return m_fixture.settings.port; }
    [[nodiscard]] QString path(const QString &name) const { return m_folder.filePath(name); }

private Q_SLOTS:
    void initTestCase()
    {
        QVERIFY(initializeSecretMemory());
        QVERIFY2(!pool::PoolServer::findProgram().isEmpty(), "nats-server is missing: scripts/setup installs it");
    }

    void aPoolIsMadeServedAskedAndLeft()
    {
        auto hub = std::make_unique<Program>(path(u"hub"_s));
        hub->start();
        QCOMPARE(hub->pool->state().seat, ui::PoolSeat::None);
        QCOMPARE(hub->pool->state().ability, ui::PoolAbility::Whole);
        hub->pool->setWatched(true);
        const auto hosted = hub->pool->host(u"127.0.0.1"_s, port());
        QVERIFY2(hosted, hosted ? "" : qPrintable(hosted.error().code.toString()));
        QTRY_COMPARE_WITH_TIMEOUT(hub->pool->state().serving, ui::PoolServing::Open, LongMs);
        ui::PoolState state = hub->pool->state();
        QCOMPARE(state.seat, ui::PoolSeat::Hub);
        QCOMPARE(state.box, u"hub"_s);
        QCOMPARE(state.address, u"127.0.0.1:%1"_s.arg(port()));
        QCOMPARE(state.fingerprint.size(), 64);
        QTRY_VERIFY_WITH_TIMEOUT(hub->pool->fleet().isSeen, LongMs);
        QCOMPARE(hub->pool->fleet().boxes.size(), 1);
        QVERIFY(hub->pool->fleet().boxes.constFirst().isHub);

        // Nobody works: that is told, and nothing is left behind.
        const auto nobody = await(hub->pool->draw({request(1)}));
        QVERIFY(!nobody && nobody.error().code == errors::PoolNobody);
        QCOMPARE(hub->pool->state().waiting, 0);

        // An invitation, by a file that nobody else may read.
        QVERIFY(!hub->pool->invite(u"Not a name"_s, ui::PoolRole::Worker));
        const auto invited = hub->pool->invite(u"box-1"_s, ui::PoolRole::Worker);
        QVERIFY(invited);
        QCOMPARE(invited->fingerprint, state.fingerprint);
        const QString file = path(u"invitation.txt"_s);
        QVERIFY(hub->pool->saveInvitation(invited->text, file));
        QCOMPARE(QFileInfo(file).permissions() & (QFileDevice::ReadGroup | QFileDevice::ReadOther),
                 QFileDevice::Permissions());
        const auto again = hub->pool->saveInvitation(invited->text, file);
        QVERIFY(!again && again.error().code == errors::FileExists);
        QCOMPARE(hub->pool->fleet().boxes.size(), 2);

        // The other computer joins with it.
        const Program box(path(u"box"_s));
        box.start();
        QVERIFY(!box.pool->join(SecretBytes::copyOf(QByteArrayView("ain-pool-1.nonsense"))));
        const auto joined = box.pool->joinFile(file);
        QVERIFY2(joined, joined ? "" : qPrintable(joined.error().code.toString()));
        QVERIFY(!box.pool->joinFile(file)); // it is in one
        state = box.pool->state();
        QCOMPARE(state.seat, ui::PoolSeat::Guest);
        QCOMPARE(state.box, u"box-1"_s);
        QCOMPARE(state.fingerprint, invited->fingerprint);
        box.pool->setWatched(true);
        QTRY_VERIFY_WITH_TIMEOUT(box.pool->state().isConnected, LongMs);
        QVERIFY(!box.pool->fleet().isSeen); // the others are none of its business
        const auto refused = await(box.pool->draw({request(1)}));
        QVERIFY(!refused && refused.error().code == errors::PoolRefused);

        // It works as far as sharing allows, and sharing is off.
        box.pool->setWorking(true);
        QTRY_COMPARE_WITH_TIMEOUT(box.pool->state().working, ui::PoolWorking::Away, LongMs);
        QTRY_COMPARE_WITH_TIMEOUT(hub->pool->fleet().boxes.value(1).state, ui::PoolBoxState::Away, LongMs);
        box.pool->setWorking(false);
        QTRY_COMPARE_WITH_TIMEOUT(box.pool->state().working, ui::PoolWorking::Off, LongMs);

        // Somebody draws; the pictures come into the gallery, once each.
        const auto second = hub->pool->invite(u"box-2"_s, ui::PoolRole::Worker);
        QVERIFY(second);
        const auto membership = pool::membershipFromInvite(second->text.bytes());
        QVERIFY(membership);
        auto client = std::make_unique<pool::PoolClient>(*membership, poolTimes());
        PngPainter painter;
        pool::WorkerOptions options;
        options.pollMs = 100;
        bool isAway = false;
        options.permission = [&isAway]() -> Result<> { return isAway ? failure(errors::ShareNotNow) : Result<>(); };
        auto worker = std::make_unique<pool::PoolWorker>(*client, painter, m_fixture.clock, options);
        worker->start();
        QTRY_COMPARE_WITH_TIMEOUT(hub->pool->fleet().boxes.value(2).state, ui::PoolBoxState::Idle, LongMs);
        QCOMPARE(hub->pool->fleet().boxes.value(2).models, QStringList{u"fake"_s});
        recipe::GenerationRequest unknown = request(2);
        unknown.model = {.sha256 = QString(64, u'0'), .name = u"other"_s};
        const auto missing = await(hub->pool->draw({unknown}));
        QVERIFY(!missing && missing.error().code == errors::PoolModel);
        const auto drawn = await(hub->pool->draw({request(3), request(4), request(5)}));
        QVERIFY2(drawn, drawn ? "" : qPrintable(drawn.error().code.toString()));
        QCOMPARE(*drawn, 3);
        QTRY_COMPARE_WITH_TIMEOUT(hub->pool->state().arrived, 3, LongMs);
        QTRY_COMPARE_WITH_TIMEOUT(hub->pool->state().waiting, 0, LongMs);
        const auto pictures = await(hub->services->studio().gallery().query({}));
        QVERIFY(pictures);
        QCOMPARE(pictures->total, 3);
        QCOMPARE(pictures->pictures.constFirst().size, QSize(64, 64));
        // Nobody holds the lock when nothing is waited for: the terminal may ask.
        QTRY_VERIFY_WITH_TIMEOUT(FileLock::take(app::PoolBooks(path(u"hub"_s)).askingLock()).has_value(), LongMs);

        // What is wrong with the job is told.
        painter.error = Error{errors::TooLarge, {{u"what"_s, u"PNG"_s}, {u"limit"_s, 1}}};
        QVERIFY(await(hub->pool->draw({request(6)})));
        QTRY_VERIFY_WITH_TIMEOUT(hub->pool->state().askError.has_value(), LongMs);
        QCOMPARE(hub->pool->state().askError->code, errors::PoolJobFailed);
        QTRY_COMPARE_WITH_TIMEOUT(hub->pool->state().waiting, 0, LongMs);
        painter.error.reset();

        // The program ends while a picture is drawn: it is served again, and the picture comes in the next run.
        isAway = true;
        worker->permissionChanged();
        QVERIFY(await(hub->pool->draw({request(7)})));
        QCOMPARE(hub->pool->state().waiting, 1);
        hub.reset();
        hub = std::make_unique<Program>(path(u"hub"_s));
        hub->start();
        QCOMPARE(hub->pool->state().waiting, 1);
        QTRY_COMPARE_WITH_TIMEOUT(hub->pool->state().serving, ui::PoolServing::Open, LongMs);
        isAway = false;
        worker->permissionChanged();
        QTRY_COMPARE_WITH_TIMEOUT(hub->pool->state().arrived, 1, LongMs);
        QTRY_COMPARE_WITH_TIMEOUT(hub->pool->state().waiting, 0, LongMs);
        worker.reset();
        client.reset();

        // Let in no more.
        hub->pool->setWatched(true);
        QVERIFY(hub->pool->removeBox(u"box-1"_s));
        QTRY_VERIFY_WITH_TIMEOUT(!box.pool->state().isConnected && box.pool->fleet().error.has_value()
                                     && box.pool->fleet().error->code == errors::PoolRefused,
                                 LongMs);
        QVERIFY(await(box.pool->leave()));
        QCOMPARE(box.pool->state().seat, ui::PoolSeat::None);

        // Another port, off, on, and the end of the pool.
        QVERIFY(hub->pool->host(u"127.0.0.1"_s, port()));
        QTRY_COMPARE_WITH_TIMEOUT(hub->pool->state().serving, ui::PoolServing::Open, LongMs);
        hub->pool->stopHosting();
        QCOMPARE(hub->pool->state().serving == ui::PoolServing::Open, false);
        QTRY_COMPARE_WITH_TIMEOUT(hub->pool->state().serving, ui::PoolServing::Off, LongMs);
        QVERIFY(hub->pool->host(u"127.0.0.1"_s, port()));
        QTRY_COMPARE_WITH_TIMEOUT(hub->pool->state().serving, ui::PoolServing::Open, LongMs);
        const auto left = await(hub->pool->leave());
        QVERIFY2(left, left ? "" : qPrintable(left.error().code.toString()));
        QCOMPARE(hub->pool->state().seat, ui::PoolSeat::None);
        QVERIFY(!hub->pool->state().isHostWanted);
        QVERIFY(!QFileInfo::exists(path(u"hub/pool/hub"_s)));
    }

    void anotherProgramMayServe()
    {
        const Program program(path(u"shared"_s));
        const app::PoolBooks books(path(u"shared"_s));
        pool::HubSettings settings = m_fixture.settings;
        QVERIFY(books.hub().open(app::HubBox.toString(), settings, m_fixture.clock));
        auto other = std::make_unique<pool::PoolServer>(books.directory(), m_fixture.rng);
        QVERIFY(other->start());
        program.start();
        QVERIFY(program.pool->host(u"127.0.0.1"_s, settings.port));
        QCOMPARE(program.pool->state().serving, ui::PoolServing::Elsewhere);
        other.reset();
        QTRY_COMPARE_WITH_TIMEOUT(program.pool->state().serving, ui::PoolServing::Open, LongMs);
    }
};

} // namespace

QTEST_GUILESS_MAIN(TestPoolAdapter)
#include "test_pooladapter.moc"
