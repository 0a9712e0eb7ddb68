#include "gpu/engine/program/pngdecoder.h"

#include "gpu/engine/protocol/errors.h"

#include <png.h>

namespace ain::engine {

using namespace Qt::StringLiterals;

namespace {

constexpr unsigned Failed = 2; ///< of png_image::warning_or_error

tl::unexpected<Error> refused(const QString &what, const png_image &image = {})
{
    return failure(errors::EngineArguments, {{u"what"_s, what}}, QString::fromLatin1(image.message));
}

} // namespace

Result<Painted> decodePng(const DecodeOrder &order, const PixelReader &file)
{
    png_image image{};
    image.version = PNG_IMAGE_VERSION;
    if (png_image_begin_read_from_memory(&image, file.pixels().data(), std::size_t(order.bytes)) == 0)
        return refused(u"file"_s, image);
    if (image.width != png_uint_32(order.width) || image.height != png_uint_32(order.height)) {
        png_image_free(&image);
        return refused(u"size"_s);
    }
    image.format = PNG_FORMAT_RGB;
    const ImageShape shape{.width = order.width, .height = order.height, .channels = 3};
    auto writer = PixelWriter::make(shape);
    if (!writer) {
        png_image_free(&image);
        return failure(writer.error());
    }
    const png_color white{.red = 255, .green = 255, .blue = 255};
    const int read =
        png_image_finish_read(&image, &white, writer->pixels().data(), png_int_32(shape.stride()), nullptr);
    if (read == 0 || (image.warning_or_error & Failed) != 0)
        return refused(u"file"_s, image);
    auto sealed = std::move(*writer).seal();
    if (!sealed)
        return failure(sealed.error());
    Painted painted;
    painted.shape = shape;
    painted.pixels = *std::move(sealed);
    return painted;
}

} // namespace ain::engine
