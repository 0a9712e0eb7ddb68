#include "ui/pages/studio/thumbnails.h"

#include <algorithm>

namespace ain::ui {

namespace {
constexpr int BatchSize = 48;
constexpr int BatchesMax = 2;
constexpr qsizetype WantedMax = 1000;
} // namespace

Thumbnails::Thumbnails(StudioBackend &backend, QObject *parent) : QObject(parent), m_backend(backend)
{
    m_cache.setMaxCost(BytesMax);
    m_timer.setSingleShot(true);
    m_timer.setInterval(0);
    connect(&m_timer, &QTimer::timeout, this, &Thumbnails::fetch);
}

QPixmap Thumbnails::get(qint64 id)
{
    if (const QPixmap *found = m_cache.object(id))
        return *found;
    if (!m_known.contains(id) && !m_failed.contains(id)) {
        m_known.insert(id);
        m_wanted.append(id);
        if (!m_timer.isActive() && m_onTheirWay < BatchesMax)
            m_timer.start();
    }
    return {};
}

void Thumbnails::setSide(int pixels)
{
    if (pixels == m_side)
        return;
    m_side = pixels;
    m_cache.clear();
}

void Thumbnails::forget(const QList<qint64> &ids)
{
    for (const qint64 id : ids) {
        m_cache.remove(id);
        m_failed.remove(id);
    }
}

void Thumbnails::fetch()
{
    // Who scrolls past a thousand pictures wants the last ones.
    QList<qint64> batch;
    while (!m_wanted.isEmpty() && batch.size() < BatchSize) {
        const qint64 id = m_wanted.takeLast();
        if (!m_isWanted || m_isWanted(id))
            batch.append(id);
        else
            m_known.remove(id);
    }
    while (m_wanted.size() > WantedMax)
        m_known.remove(m_wanted.takeFirst());
    if (batch.isEmpty())
        return;
    ++m_onTheirWay;
    const int side = m_side;
    m_backend.thumbnails(batch, side).then(this, [this, batch, side](const Result<QHash<qint64, QImage>> &images) {
        --m_onTheirWay;
        for (const qint64 id : batch) {
            m_known.remove(id);
            const QImage image = images ? images->value(id) : QImage();
            if (image.isNull() || side != m_side) {
                if (image.isNull())
                    m_failed.insert(id);
                continue;
            }
            m_cache.insert(id, new QPixmap(QPixmap::fromImage(image)), std::max<qsizetype>(1, image.sizeInBytes()));
        }
        Q_EMIT arrived(batch);
        if (!m_wanted.isEmpty())
            m_timer.start();
    });
    if (!m_wanted.isEmpty() && m_onTheirWay < BatchesMax)
        m_timer.start();
}

} // namespace ain::ui
