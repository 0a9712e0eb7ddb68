// A pool in one folder: the real nats-server on a free port of loopback, and boxes with keys of their own.
#pragma once

#include "core/crypto/hash.h"
#include "gpu/share/images/imagebackend.h"
#include "gpu/share/pool/errors.h"
#include "gpu/share/pool/poolrequester.h"
#include "gpu/share/pool/poolserver.h"
#include "gpu/share/pool/poolworker.h"
#include "tests/support/engine/eventloopwatch.h"

#include <QRandomGenerator>
#include <QTcpServer>
#include <QTemporaryDir>

namespace ain::testing {

using namespace Qt::StringLiterals;

/// Short times, so that a lease that runs out is seen in a test.
inline pool::LinkTimes poolTimes()
{
    pool::LinkTimes times;
    times.requestMs = 5000;
    times.reconnectMs = 50;
    times.leaseMs = 1500;
    times.resultLeaseMs = 600;
    return times;
}

inline pool::Offer fakeOffer()
{
    pool::Offer offer;
    offer.id = u"fake"_s;
    offer.family = u"sd15"_s;
    offer.files.append({.role = u"model"_s, .sha256 = crypto::toHex(crypto::sha256("fake model"))});
    offer.steps = 4;
    offer.side = 64;
    return offer;
}

/// The same picture for the same spec, everywhere: what begins a PNG file of its size, and then a hash of the seed.
inline QByteArray fakePicture(const share::JobSpec &spec, qsizetype bytes = 256)
{
    QByteArray png("\x89PNG\r\n\x1a\n\0\0\0\rIHDR", 16);
    for (const int side : {spec.params.width, spec.params.height}) {
        for (int shift = 24; shift >= 0; shift -= 8)
            png.append(char((side >> shift) & 0xff));
    }
    png.append(QByteArray(9, '\0'));
    const QByteArray filler = crypto::sha256(QByteArray::number(spec.params.seed)).toHex();
    for (int i = 0; png.size() < bytes; ++i)
        png.append(QByteArray::number(i)).append(filler);
    return png.first(std::max<qsizetype>(bytes, 33));
}

/// Takes its time and can be stopped, as an engine does.
class FakePainter final : public QObject, public pool::Painter {
public:
    explicit FakePainter(int milliseconds, qsizetype bytes = 256) : m_ms(milliseconds), m_bytes(bytes) { }

    [[nodiscard]] QList<pool::Offer> offers() const override { return {fakeOffer()}; }
    [[nodiscard]] QString device() const override { return u"fake"_s; }
    Task<QByteArray> draw(QString job, share::JobSpec spec) override
    {
        m_job = job;
        m_pause.clear();
        drawn += 1;
        auto waited = co_await m_pause.wait(m_ms);
        Q_UNUSED(waited)
        const bool isCancelled = m_job.isEmpty();
        m_job.clear();
        if (isCancelled)
            co_return failure(errors::Cancelled);
        if (error)
            co_return failure(*error);
        co_return fakePicture(spec, m_bytes);
    }
    void cancel(const QString &job) override
    {
        if (job != m_job)
            return;
        m_job.clear();
        m_pause.wake();
    }

    std::optional<Error> error = {}; ///< what drawing ends with
    int drawn = 0;

private:
    int m_ms;
    qsizetype m_bytes;
    QString m_job;
    pool::Pause m_pause;
};

class PoolFixture {
public:
    explicit PoolFixture()
    {
        // A port that was free a moment ago, below those that the system gives to connections.
        constexpr int FirstPort = 20'000;
        constexpr int Ports = 12'000;
        QTcpServer probe;
        do {
            settings.port = quint16(FirstPort + QRandomGenerator::system()->bounded(Ports));
        } while (!probe.listen(QHostAddress::LocalHost, settings.port));
    }

    [[nodiscard]] QString path(const QString &box) const { return folder.filePath(box); }
    [[nodiscard]] pool::Hub hub() const { return pool::Hub(path(u"hub"_s)); }

    /// Until it takes connections.
    [[nodiscard]] Result<> serve()
    {
        if (pool::PoolServer::findProgram().isEmpty())
            return failure(errors::PoolServerMissing, {}, u"install nats-server: scripts/setup does"_s);
        if (auto opened = hub().open(u"hub"_s, settings, clock); !opened)
            return opened;
        server = std::make_unique<pool::PoolServer>(
            path(u"hub"_s), rng, QString(), engine::BackOffTimes{.firstMs = 100, .mostMs = 500, .failuresAllowed = 20});
        if (auto started = server->start(); !started)
            return started;
        std::optional<Error> failed;
        QObject::connect(server.get(), &pool::PoolServer::failed, server.get(),
                         [&failed](const Error &error) { failed = error; });
        until([this, &failed] { return server->isReady() || failed; });
        if (failed)
            return failure(*failed);
        owner = client(u"hub"_s);
        if (auto opened = openSoon(*owner); !opened)
            return opened;
        return await(owner->prepare(limits));
    }
    /// A box with its membership in a folder of its own. Ends when the server, if it runs, lets it in: it reads its
    /// list of boxes again a moment after that has changed.
    [[nodiscard]] Result<> join(const QString &box, pool::Role role = pool::Role::Worker)
    {
        const auto invited = hub().invite(box, role, u"127.0.0.1"_s, clock);
        if (!invited)
            return failure(invited.error());
        const auto membership = pool::membershipFromInvite(pool::inviteText(*invited).bytes());
        if (!membership)
            return failure(membership.error());
        if (auto saved = pool::saveMembership(path(box), *membership); !saved || !server)
            return saved;
        const auto knocking = client(box);
        return openSoon(*knocking);
    }
    /// A server that reads its list of boxes again lets nobody in for a moment.
    [[nodiscard]] static Result<> openSoon(pool::PoolClient &client)
    {
        Result<> opened = failure(errors::PoolRefused);
        until([&client, &opened] {
            opened = await(client.open());
            return opened || opened.error().code != errors::PoolRefused;
        });
        return opened;
    }
    [[nodiscard]] std::unique_ptr<pool::PoolClient> client(const QString &box) const
    {
        return std::make_unique<pool::PoolClient>(*pool::loadMembership(path(box)), times);
    }
    [[nodiscard]] share::JobSpec spec(quint64 seed)
    {
        recipe::GenerationRequest request;
        request.model = {.sha256 = fakeOffer().files.constFirst().sha256, .name = u"fake"_s};
        request.prompt = u"picture %1"_s.arg(seed);
        request.seed = seed;
        request.width = request.height = 64;
        request.steps = 4;
        return *pool::specFor(request, fakeOffer(), clock.nowMs(), rng);
    }

    QTemporaryDir folder;
    SystemClock clock;
    SystemRng rng;
    pool::HubSettings settings;
    pool::StoreLimits limits = {.pictureBytes = 512LL * 1024 * 1024};
    pool::LinkTimes times = poolTimes();
    std::unique_ptr<pool::PoolServer> server;
    std::unique_ptr<pool::PoolClient> owner;
};

} // namespace ain::testing
