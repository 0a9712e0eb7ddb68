// Somebody who draws at once, later, or never, as a test wants it. What it gives is a real PNG.
#pragma once

#include "core/base/clock.h"
#include "gpu/share/images/imagebackend.h"

#include <QBuffer>
#include <QImage>

#include <map>

namespace ain::test {

using namespace Qt::StringLiterals;

inline QByteArray pngOf(QSize size, QRgb colour, const QString &note = {})
{
    QImage image(size, QImage::Format_RGB32);
    image.fill(colour);
    if (!note.isEmpty())
        image.setText(u"parameters"_s, note);
    QByteArray png;
    QBuffer buffer(&png);
    buffer.open(QIODevice::WriteOnly);
    image.save(&buffer, "png");
    return png;
}

class TestBackend final : public share::ImageBackend {
public:
    QList<share::OfferedModel> models() const override { return offered; }
    Result<> ready() const override { return isFree; }
    Task<QList<QByteArray>> draw(QString id, share::ImageOrder order) override
    {
        orders.append(order);
        if (!isFree)
            return Task<QList<QByteArray>>::finished(failure(isFree.error()));
        if (fails)
            return Task<QList<QByteArray>>::finished(failure(*fails));
        auto &place = waiting[id];
        auto task = place.task();
        if (isPrompt)
            finish(id, order);
        return task;
    }
    void cancel(const QString &id) override
    {
        cancelled.append(id);
        if (auto node = waiting.extract(id))
            node.mapped().finish(failure(errors::Cancelled));
    }
    void finish(const QString &id, const share::ImageOrder &order)
    {
        QList<QByteArray> files;
        const QSize size = order.size.isEmpty() ? QSize(64, 64) : order.size;
        for (int i = 0; i < order.count; ++i)
            files.append(file.isEmpty() ? pngOf(size, qRgb(i, 100, 200), order.prompt) : file);
        waiting.extract(id).mapped().finish(files);
    }
    void finishFirst() { finish(waiting.begin()->first, orders.constLast()); }

    QList<share::OfferedModel> offered = {{.id = u"tiny"_s, .sha256 = QString(64, u'a')},
                                          {.id = u"large"_s, .sha256 = QString(64, u'b')}};
    Result<> isFree = {};
    std::optional<Error> fails = {};
    bool isPrompt = true;
    QByteArray file = {}; ///< instead of a picture of its own
    QList<share::ImageOrder> orders;
    QStringList cancelled;
    std::map<QString, Promise<QList<QByteArray>>> waiting;
};

class ManualClock final : public Clock {
public:
    qint64 nowMs() const override { return now; }
    qint64 monotonicMs() const override { return now; }
    qint64 now = 1'800'000'000'000;
};

} // namespace ain::test
