#include "app/backends/studioadapter.h"

#include "app/backends/imagework.h"
#include "core/ainft/imagetext.h"
#include "core/ainft/recipe.h"

#include <QFileInfo>

namespace ain::app {

using namespace Qt::StringLiterals;

namespace {
constexpr QSize previewBounds(1024, 1024);
}

ui::EngineStatus StudioAdapter::engine() const
{
    ui::EngineStatus status;
    status.error = Error{errors::EngineMissing};
    return status;
}

quint64 StudioAdapter::newSeed()
{
    const quint64 high = m_services.rng().below(1U << 21);
    return high << 32 | m_services.rng().below(UINT32_MAX);
}

Task<QByteArray> StudioAdapter::draft(QString name)
{
    const json::Value stored = m_services.settings().value(u"draft_"_s + name);
    return Task<QByteArray>::finished(stored[u"json"].toString().toUtf8());
}

Task<> StudioAdapter::saveDraft(QString name, QByteArray json)
{
    json::Object stored;
    stored.set(u"json"_s, QString::fromUtf8(json));
    return Task<>::finished(m_services.settings().set(u"draft_"_s + name, std::move(stored)));
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
        const json::Object generation = ainft::recipeOf(*texts);
        if (!generation.isEmpty()) {
            image.settings = recipe::fromGeneration(generation);
            image.settingsFrom = !texts->text(ainft::RecipeKeyword).isNull() ? ui::MetadataSource::Ours
                : !texts->text(u"parameters").isNull()                       ? ui::MetadataSource::A1111
                                                                             : ui::MetadataSource::ComfyUi;
        }
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
