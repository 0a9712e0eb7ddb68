#include "app/backends/studioadapter.h"

#include "app/backends/imagework.h"
#include "core/ainft/imagetext.h"

#include <QFileInfo>

namespace ain::app {

using namespace Qt::StringLiterals;

namespace {
constexpr QSize previewBounds(1024, 1024);
}

Task<ui::OpenedImage> StudioAdapter::open(ainft::Content content, QString fileName)
{
    auto bytes = co_await m_services.content().read(content.sha256);
    if (!bytes)
        co_return failure(bytes.error());
    const QByteArray file = *bytes;
    auto decoded = co_await decodeImage(file, previewBounds);
    if (!decoded)
        co_return failure(decoded.error());
    ui::OpenedImage image;
    image.id = content.sha256;
    image.fileName = fileName;
    image.preview = decoded->image;
    image.size = decoded->size;
    image.bytes = content.size;
    image.format = QString::fromLatin1(decoded->format);
    image.sha256 = content.sha256;
    image.cid = content.cid;
    // An image whose text chunks make no sense is still an image: it is shown without them.
    if (const auto texts = ainft::readImageText(file)) {
        for (const auto &entry : texts->entries)
            image.metadata += {entry.keyword, entry.text};
    }
    m_current = image;
    json::Object stored;
    stored.set(u"sha256"_s, image.sha256);
    stored.set(u"file_name"_s, fileName);
    (void)m_services.settings().set(u"studio_image"_s, std::move(stored)); // only the next start would miss it
    Q_EMIT currentChanged();
    co_return image;
}

Task<ui::OpenedImage> StudioAdapter::openFile(QString path)
{
    auto content = co_await m_services.content().addFile(path);
    if (!content)
        co_return failure(content.error());
    auto opened = co_await open(*content, QFileInfo(path).fileName());
    co_return opened;
}

Task<> StudioAdapter::start()
{
    const json::Value stored = m_services.settings().value(u"studio_image");
    const QString sha256 = stored[u"sha256"].toString();
    if (sha256.isEmpty())
        co_return Result<>();
    auto content = co_await m_services.content().find(sha256);
    if (!content)
        co_return failure(content.error());
    auto opened = co_await open(*content, stored[u"file_name"].toString());
    if (!opened)
        co_return failure(opened.error());
    co_return Result<>();
}

} // namespace ain::app
