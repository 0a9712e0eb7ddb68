// A guard, a ladder and the real engine on the processor, drawing without end for somebody else.
#pragma once

#include "gpu/share/yield/yielddriver.h"
#include "tests/support/engine/enginefixture.h"
#include "tests/support/share/guardfakes.h"
#include "tests/support/share/procstate.h"

namespace ain::testing {

class RealLadder {
public:
    RealLadder(const QString &program, const QString &models, share::LadderOptions options = {})
    {
        fixture.options.program = program;
        fixture.options.modelFolders = QStringList{models};
        fixture.options.threads = 1;
        fixture.options.backend = u"cpu"_s;
        fixture.options.times = {};
        // On a busy machine a step takes long; an engine that is killed for it would only cost time here.
        fixture.options.times.cancelMs = 120'000;
        m_models = models;
        client = &fixture.start();
        std::vector<std::unique_ptr<share::Source>> sources;
        auto input = std::make_unique<test::FakeSource>(share::SensorId::Input, guardClock);
        mouse = input.get();
        sources.push_back(std::move(input));
        share::Settings settings;
        settings.isOn = true;
        guard = std::make_unique<share::Guard>(guardClock, std::move(sources), settings);
        guard->start();
        ladder = std::make_unique<share::YieldLadder>(*client, fixture.clock, fixture.pool, std::move(options));
        ladder->handBack = [this](const QString &, share::YieldKind) { ++handedBack; };
        QObject::connect(ladder.get(), &share::YieldLadder::yielded, &context, [this](const share::YieldTimes &one) {
            times = one;
            // Now, before it is thawed: the kernel's word for it, or the engine's.
            hasStopped = isStopped(m_pid) || threadStates(m_pid).isEmpty() || client->currentId().isEmpty();
        });
        driver = std::make_unique<share::YieldDriver>(*guard, *ladder, fixture.clock);
    }

    /// The user goes, and is gone long enough.
    void leave()
    {
        mouse->say(share::InputSeen{.isActive = false, .lastMs = guardClock.monotonic});
        guardClock.pass(200'000);
        guard->refresh();
    }
    /// Ends when the engine samples, or the job has ended.
    Task<engine::Drawn> begin(int steps, int side = 64)
    {
        const QString id = u"job-%1"_s.arg(++m_jobs);
        engine::Order order = fixture.order(u"a red apple"_s, quint64(m_jobs), steps);
        order.request.width = order.request.height = side;
        order.request.guidance = 1;
        order.request.precision = u"as_file"_s;
        order.request.vae = recipe::FileRef{.sha256 = QString(64, u'b'), .name = u"tae"_s};
        order.files.insert(order.request.model.sha256, m_models + u"/tiny.safetensors"_s);
        order.files.insert(order.request.vae->sha256, m_models + u"/tae.safetensors"_s);
        bool isSampling = false;
        QObject waiting;
        QObject::connect(client, &engine::EngineClient::progressed, &waiting, [&](const engine::Progress &progress) {
            isSampling = isSampling || (progress.id == id && progress.phase == engine::Phase::Sample);
        });
        ladder->jobStarted(id);
        auto task = client->draw(id, order);
        guard->setRunning(1, true);
        until([&] { return isSampling || task.isFinished(); });
        m_pid = client->pid();
        return task;
    }
    [[nodiscard]] QString lastJob() const { return u"job-%1"_s.arg(m_jobs); }
    /// The user is back. Returns when the GPU is free.
    void comeBack()
    {
        mouse->say(share::InputSeen{.isActive = true, .lastMs = guardClock.monotonic});
        until([this] { return !ladder->isYielding(); });
        guard->setRunning(0, true);
    }

    EngineFixture fixture;
    engine::EngineClient *client = nullptr;
    test::TwoClocks guardClock;
    test::FakeSource *mouse = nullptr;
    std::unique_ptr<share::Guard> guard;
    std::unique_ptr<share::YieldLadder> ladder;
    std::unique_ptr<share::YieldDriver> driver;
    QObject context;
    share::YieldTimes times;
    int handedBack = 0;
    bool hasStopped = false; ///< confirmed at the moment that the last yield was over

private:
    QString m_models;
    int m_jobs = 0;
    qint64 m_pid = 0;
};

} // namespace ain::testing
