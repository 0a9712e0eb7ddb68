#include "gpu/share/peer/peerpicture.h"

#include "core/ainft/imageinfo.h"
#include "core/ainft/imagewhole.h"
#include "core/base/pooltask.h"
#include "core/recipe/pngtext.h"
#include "gpu/share/images/imagebackend.h"
#include "gpu/studio/pictures.h"

#include <QBuffer>
#include <QUuid>

namespace ain::share {

using namespace Qt::StringLiterals;

namespace {

constexpr int SideMost = 4096;

tl::unexpected<Error> refused(const QString &what) { return failure(errors::PeerPictureRefused, {{u"what"_s, what}}); }

/// What its bytes say before anything is decoded.
Result<QSize> sizeOf(const QByteArray &file, QSize wanted)
{
    if (file.size() > PeerPictureBytesMost)
        return refused(u"bytes"_s);
    const auto info = ainft::imageInfo(file);
    if (!info || info->kind != ainft::ImageKind::Png)
        return refused(u"kind"_s);
    const QSize size(info->width, info->height);
    const bool isBounded = !size.isEmpty() && size.width() <= SideMost && size.height() <= SideMost
        && qint64(size.width()) * size.height() <= OrderPixelsMax;
    if (!isBounded || (!wanted.isEmpty() && size != wanted))
        return refused(u"size"_s);
    QByteArray bytes = file;
    QBuffer buffer(&bytes);
    if (!buffer.open(QIODevice::ReadOnly) || !ainft::isWholeImage(buffer))
        return refused(u"whole"_s);
    return size;
}

bool isDeathOf(const Error &error) { return error.code == errors::EngineCrashed || error.code == errors::EngineHung; }

} // namespace

Task<PeerPicture> cleanPicture(engine::EngineClient &decoder, QThreadPool &pool, QByteArray file, QSize wanted)
{
    auto look = [file, wanted] { return sizeOf(file, wanted); };
    auto size = co_await runInPool(pool, std::move(look));
    if (!size)
        co_return failure(size.error());
    engine::Order order;
    order.file = file;
    order.request.width = size->width();
    order.request.height = size->height();
    const QString id = QUuid::createUuid().toString(QUuid::WithoutBraces);
    auto decoded = co_await decoder.draw(id, order);
    if (!decoded && isDeathOf(decoded.error()))
        decoded = co_await decoder.draw(id, order);
    if (!decoded) {
        const bool isItsFault = isDeathOf(decoded.error()) || decoded.error().code == errors::EngineArguments;
        const Error why = isItsFault ? refused(u"whole"_s).value() : decoded.error();
        co_return failure(why);
    }
    const QImage image = decoded->image;
    auto write = [image]() -> Result<PeerPicture> {
        auto png = studio::encodePicture(image, recipe::markTexts());
        if (!png)
            return failure(png.error());
        return PeerPicture{.png = std::move(*png), .size = image.size()};
    };
    auto written = co_await runInPool(pool, std::move(write));
    co_return written;
}

} // namespace ain::share
