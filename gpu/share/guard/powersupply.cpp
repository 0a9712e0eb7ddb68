#include "gpu/share/guard/powersupply.h"

#include "core/base/pooltask.h"

#include <QDir>
#include <QFile>

#include <algorithm>
#include <utility>

namespace ain::share {

using namespace Qt::StringLiterals;

namespace {

constexpr qsizetype MaxSupplies = 64;

QByteArray word(const QString &path)
{
    QFile file(path);
    return file.open(QIODevice::ReadOnly | QIODevice::Unbuffered) ? file.read(64).trimmed() : QByteArray();
}

} // namespace

Seen readPowerSupplies(const QString &folder)
{
    const QDir dir(folder);
    if (!dir.exists())
        return Absent{absence::NotTold};
    bool isOnMains = false;
    bool isDischarging = false;
    std::optional<int> percent;
    const QStringList names = dir.entryList(QDir::Dirs | QDir::NoDotAndDotDot);
    for (const QString &name : names.mid(0, MaxSupplies)) {
        const QString supply = dir.filePath(name) + u'/';
        const QByteArray type = word(supply + "type"_L1);
        if (type == "Mains" || type == "USB" || type == "Wireless") {
            isOnMains = isOnMains || word(supply + "online"_L1) == "1";
        } else if (type == "Battery" && word(supply + "scope"_L1) != "Device") { // a mouse has one too
            isDischarging = isDischarging || word(supply + "status"_L1) == "Discharging";
            bool isNumber = false;
            const int capacity = word(supply + "capacity"_L1).toInt(&isNumber);
            if (isNumber)
                percent = std::min(percent.value_or(100), std::clamp(capacity, 0, 100));
        }
    }
    return SupplySeen{.isOnBattery = isDischarging && !isOnMains, .percent = percent};
}

PowerSupplySource::PowerSupplySource(QThreadPool &pool, const Clock &clock, QString folder)
    : m_pool(pool), m_clock(clock), m_folder(std::move(folder))
{
    m_timer.setInterval(EveryMs);
    connect(&m_timer, &QTimer::timeout, this, [this] { look().detach(); });
}

void PowerSupplySource::start()
{
    m_timer.start();
    look().detach();
}

Task<> PowerSupplySource::look()
{
    auto work = [folder = m_folder]() -> Result<Seen> { return readPowerSupplies(folder); };
    auto seen = co_await runInPool(m_pool, std::move(work));
    if (seen)
        Q_EMIT observed({.seen = *seen, .source = u"sysfs"_s, .atMs = m_clock.monotonicMs()});
    co_return {};
}

} // namespace ain::share
