#include "app/qr/qrreader.h"

#include <QBuffer>
#include <QFile>
#include <QImageReader>
#include <QPainter>

#include <ZXing/ReadBarcode.h>

#include <exception>

namespace ain::app {

using namespace Qt::StringLiterals;

namespace {

constexpr int MaxCodes = 8;
constexpr qint64 MegaByte = 1024 * 1024;

// The options' class got another name in the library's second version.
#if __has_include(<ZXing/ReaderOptions.h>)
using Options = ZXing::ReaderOptions;
#else
using Options = ZXing::DecodeHints;
#endif

tl::unexpected<Error> tooLarge()
{
    return failure(errors::QrTooLarge, {{u"side"_s, MaxQrPictureSide}, {u"megabytes"_s, MaxQrPictureBytes / MegaByte}});
}

bool isTooLarge(QSize size) { return size.width() > MaxQrPictureSide || size.height() > MaxQrPictureSide; }

/// The decoder by the first bytes; empty: none of those that are used.
QByteArray kindOf(const QByteArray &file)
{
    if (file.startsWith("\x89PNG\r\n\x1a\n"))
        return "png";
    if (file.startsWith("\xff\xd8\xff"))
        return "jpeg";
    if (file.startsWith("RIFF") && file.mid(8, 4) == "WEBP")
        return "webp";
    if (file.startsWith("BM"))
        return "bmp";
    return {};
}

/// On white: codes on a transparent ground are drawn for bright pages.
QImage greyOf(const QImage &picture)
{
    if (!picture.hasAlphaChannel())
        return picture.convertToFormat(QImage::Format_Grayscale8);
    QImage flat(picture.size(), QImage::Format_RGB32);
    flat.fill(Qt::white);
    QPainter painter(&flat);
    painter.drawImage(0, 0, picture);
    painter.end();
    return flat.convertToFormat(QImage::Format_Grayscale8);
}

} // namespace

Result<QStringList> readQr(const QImage &picture)
{
    if (picture.isNull())
        return failure(errors::QrPicture);
    if (isTooLarge(picture.size()))
        return tooLarge();
    const QImage grey = greyOf(picture);
    if (grey.isNull())
        return failure(errors::QrPicture);
    QStringList texts;
    try {
        Options options;
        options.setFormats(ZXing::BarcodeFormat::QRCode);
        options.setTryHarder(true);
        options.setMaxNumberOfSymbols(MaxCodes);
        const ZXing::ImageView view(grey.constBits(), grey.width(), grey.height(), ZXing::ImageFormat::Lum,
                                    int(grey.bytesPerLine()));
        for (const auto &code : ZXing::ReadBarcodes(view, options)) {
            if (!code.isValid() || code.bytes().empty() || code.bytes().size() > MaxQrTextBytes)
                continue;
            const QString text =
                QString::fromUtf8(reinterpret_cast<const char *>(code.bytes().data()), qsizetype(code.bytes().size()));
            if (!text.contains(QChar::ReplacementCharacter) && !texts.contains(text))
                texts += text;
        }
    } catch (const std::exception &) {
        return failure(errors::QrNothing);
    }
    if (texts.isEmpty())
        return failure(errors::QrNothing);
    return texts;
}

Result<QStringList> readQrBytes(const QByteArray &file)
{
    if (file.size() > MaxQrPictureBytes)
        return tooLarge();
    const QByteArray kind = kindOf(file);
    if (kind.isEmpty())
        return failure(errors::QrPicture);
    QBuffer buffer;
    buffer.setData(file);
    buffer.open(QIODevice::ReadOnly);
    QImageReader reader(&buffer, kind);
    reader.setAutoDetectImageFormat(false);
    reader.setAutoTransform(true);
    const QSize size = reader.size();
    if (!size.isValid() || size.isEmpty())
        return failure(errors::QrPicture);
    if (isTooLarge(size))
        return tooLarge();
    QImage picture;
    if (!reader.read(&picture))
        return failure(errors::QrPicture);
    return readQr(picture);
}

Result<QStringList> readQrFile(const QString &path)
{
    QFile file(path);
    if (!file.open(QIODevice::ReadOnly))
        return failure(errors::FileRead, {{u"path"_s, path}}, file.errorString());
    return readQrBytes(file.read(MaxQrPictureBytes + 1));
}

} // namespace ain::app
