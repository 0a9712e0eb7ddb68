#include "app/backends/imagework.h"

#include "app/services/pool.h"

#include <QBuffer>
#include <QImageReader>

namespace ain::app {

using namespace Qt::StringLiterals;

namespace {

constexpr qint64 maxPixels = 100'000'000;

Result<DecodedImage> decode(const QByteArray &bytes, QSize bounds)
{
    QBuffer buffer;
    buffer.setData(bytes);
    buffer.open(QIODevice::ReadOnly);
    QImageReader reader(&buffer);
    reader.setAutoTransform(true);
    DecodedImage out;
    out.format = reader.format().toUpper();
    out.size = reader.size();
    if (!out.size.isValid())
        return failure(errors::ImageDecode, {{u"reason"_s, reader.errorString()}});
    if (qint64(out.size.width()) * out.size.height() > maxPixels)
        return failure(errors::ImagePixels, {{u"width"_s, out.size.width()}, {u"height"_s, out.size.height()}});
    if (out.size.width() > bounds.width() || out.size.height() > bounds.height())
        reader.setScaledSize(out.size.scaled(bounds, Qt::KeepAspectRatio));
    if (!reader.read(&out.image))
        return failure(errors::ImageDecode, {{u"reason"_s, reader.errorString()}});
    return out;
}

} // namespace

Task<DecodedImage> decodeImage(QByteArray bytes, QSize bounds)
{
    return runInPool([bytes = std::move(bytes), bounds] { return decode(bytes, bounds); });
}

Task<provenance::Report> readCredentials(QByteArray bytes)
{
    return runInPool([bytes = std::move(bytes)] {
        auto report = provenance::check(bytes, QDateTime::currentDateTimeUtc());
        if (report)
            return report;
        // Neither is a reason not to open the image.
        provenance::Report nothing;
        if (report.error().code == errors::TooLarge)
            nothing.standing = provenance::Standing::Unknown;
        else if (report.error().code != errors::ProvenancePng)
            return report;
        return Result<provenance::Report>(std::move(nothing));
    });
}

} // namespace ain::app
