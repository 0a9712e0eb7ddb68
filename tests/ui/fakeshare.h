// Made-up sharing for tests and pictures of the window: the real policy over made-up observations.
#pragma once

#include "ui/backend/sharebackend.h"

namespace ain::ui::fake {

class Share final : public ShareBackend {
public:
    share::Settings wishes;
    share::Facts facts;
    share::Work work;
    qint64 wallMs = 1'767'160'800'000; ///< a winter noon
    qint64 monotonicMs = 600'000;
    std::optional<share::Percentiles> compute, memory;
    std::optional<Error> trouble;
    bool watched = false;
    QStringList deeds;

    Share()
    {
        wishes.isOn = true;
        compute = share::Percentiles{200, 21, 48, 61};
        memory = share::Percentiles{180, 120, 240, 310};
        see(share::SensorId::Input, share::InputSeen{false, monotonicMs - 40'000}, QStringLiteral("mutter"));
        see(share::SensorId::Session, share::SessionSeen{}, QStringLiteral("logind"));
        see(share::SensorId::Fullscreen, share::Absent{share::absence::Wayland}, {});
        see(share::SensorId::Game, share::GameSeen{}, QStringLiteral("gamemode"));
        share::GpuSeen gpu;
        gpu.pciId = QStringLiteral("0000:01:00.0");
        gpu.name = QStringLiteral("NVIDIA GeForce RTX 4070");
        gpu.totalBytes = 12'282LL << 20;
        gpu.freeBytes = 10'100LL << 20;
        gpu.temperatureC = 46;
        gpu.powerW = 31;
        gpu.powerLimitW = 200;
        see(share::SensorId::Gpu, share::GpusSeen{{gpu}}, QStringLiteral("nvml"));
        see(share::SensorId::Supply, share::SupplySeen{}, QStringLiteral("upower"));
        see(share::SensorId::Network, share::Absent{share::absence::NoService}, {});
    }
    void see(share::SensorId id, share::Seen seen, const QString &source)
    {
        facts.seen[std::size_t(id)] = share::Observation{std::move(seen), source, monotonicMs};
    }
    void touched(qint64 agoMs)
    {
        see(share::SensorId::Input, share::InputSeen{agoMs == 0, monotonicMs - agoMs}, QStringLiteral("mutter"));
        Q_EMIT changed();
    }

    [[nodiscard]] share::Verdict verdict() const override
    {
        share::Now now;
        now.wallMs = wallMs;
        now.monotonicMs = monotonicMs;
        return share::decide(wishes, facts, work, now);
    }
    [[nodiscard]] share::Settings settings() const override { return wishes; }
    void setSettings(const share::Settings &settings) override
    {
        wishes = share::bounded(settings);
        Q_EMIT changed();
    }
    void turnOn() override
    {
        wishes.isOn = true;
        wishes.pause = {};
        tell(QStringLiteral("on"));
    }
    void turnOff() override
    {
        wishes.isOn = false;
        tell(QStringLiteral("off"));
    }
    void finishThenStop() override { tell(QStringLiteral("finish")); }
    void snooze(qint64 ms) override
    {
        wishes.pause = {share::PauseKind::Timed, wallMs, wallMs + ms};
        tell(QStringLiteral("snooze %1").arg(ms));
    }
    void snoozeUntilStarted() override
    {
        wishes.pause = {share::PauseKind::UntilStarted, 0, 0};
        tell(QStringLiteral("snooze"));
    }
    void endPause() override
    {
        wishes.pause = {};
        tell(QStringLiteral("go on"));
    }
    void panic() override
    {
        wishes.pause = {share::PauseKind::Panic, 0, 0};
        tell(QStringLiteral("panic"));
    }
    void setWatched(bool isWatched) override { watched = isWatched; }
    [[nodiscard]] std::optional<share::Percentiles> computeTimes() const override { return compute; }
    [[nodiscard]] std::optional<share::Percentiles> memoryTimes() const override { return memory; }
    [[nodiscard]] std::optional<Error> error() const override { return trouble; }

private:
    void tell(const QString &deed)
    {
        deeds += deed;
        Q_EMIT changed();
    }
};

} // namespace ain::ui::fake
