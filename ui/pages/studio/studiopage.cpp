#include "ui/pages/studio/studiopage.h"

#include "ui/pages/common/filepicker.h"
#include "ui/pages/studio/comparesheet.h"
#include "ui/pages/studio/gallerycard.h"
#include "ui/pages/studio/gallerygrid.h"
#include "ui/pages/studio/gridsheet.h"
#include "ui/pages/studio/importsheet.h"
#include "ui/pages/studio/inpaintsheet.h"
#include "ui/pages/studio/modelchip.h"
#include "ui/pages/studio/modelssheet.h"
#include "ui/pages/studio/picturesheet.h"
#include "ui/pages/studio/placebar.h"
#include "ui/pages/studio/promptcard.h"
#include "ui/pages/studio/queuestrip.h"
#include "ui/pages/studio/settingsform.h"
#include "ui/pages/studio/sourcerow.h"
#include "ui/pages/studio/studiopresenter.h"
#include "ui/pages/studio/styleeditor.h"
#include "ui/pages/studio/undobar.h"
#include "ui/widgets/fold.h"
#include "ui/widgets/growingedit.h"
#include "ui/widgets/make.h"
#include "ui/widgets/notice.h"

#include <QDragEnterEvent>
#include <QMimeData>
#include <QShortcut>
#include <QUrl>

#include <algorithm>

namespace ain::ui {

using namespace Qt::StringLiterals;

namespace {

constexpr int VariationCount = 4;
constexpr int PromptWidth = 380;
constexpr int PromptWidthSmall = 344;
constexpr int SmallPage = 1000;

QString localFile(const QMimeData *data)
{
    const auto urls = data->urls();
    return urls.size() == 1 && urls.first().isLocalFile() ? urls.first().toLocalFile() : QString();
}

QStringList modelFiles(const QMimeData *data)
{
    QStringList paths;
    for (const QUrl &url : data->urls()) {
        const QString path = url.isLocalFile() ? url.toLocalFile() : QString();
        if (path.endsWith(u".safetensors", Qt::CaseInsensitive) || path.endsWith(u".gguf", Qt::CaseInsensitive))
            paths += path;
    }
    return paths;
}

/// Sides that can be drawn, as near to `size` as a model takes them.
QSize drawable(QSize size, int multiple)
{
    const double most = 1024.0 / std::max({size.width(), size.height(), 1});
    const double scale = std::min(1.0, most);
    const auto even = [multiple](double side) {
        return std::max(multiple, (int(side) + multiple / 2) / multiple * multiple);
    };
    return {even(size.width() * scale), even(size.height() * scale)};
}

} // namespace

StudioPage::StudioPage(Context &context, QWidget *parent)
    : Page(context, parent),
      m_presenter(new StudioPresenter(context.backends.studio, this)),
      m_chip(new ModelChip(context, *m_presenter, this)),
      m_open(makeButton(this)),
      m_manage(makeButton(this)),
      m_error(new ErrorBanner(context.theme, this)),
      m_prompt(new PromptCard(context, *m_presenter, this)),
      m_queue(new QueueStrip(context, this)),
      m_gallery(new GalleryCard(context, this)),
      m_models(new ModelsSheet(context, this)),
      m_picture(new PictureSheet(context, this)),
      m_compare(new CompareSheet(context, this)),
      m_import(new ImportSheet(context, this)),
      m_inpaint(new InpaintSheet(context, this)),
      m_grid(new GridSheet(context, *m_presenter, this)),
      m_styles(new StyleEditor(context, *m_presenter, this))
{
    setAcceptDrops(true);
    head()->insertWidget(2, m_chip);
    actions()->addWidget(m_open);
    actions()->addWidget(m_manage);
    content()->addWidget(m_error);
    m_error->clear();
    auto *row = makeRow(nullptr, metrics::Gap);
    m_prompt->setFixedWidth(PromptWidth);
    row->addWidget(m_prompt);
    auto *right = makeColumn(nullptr, metrics::Gap);
    right->addWidget(m_queue);
    right->addWidget(m_gallery, 1);
    row->addLayout(right, 1);
    content()->addLayout(row, 1);

    const auto shortcut = [this](const QKeySequence &keys, auto action) {
        auto *made = new QShortcut(keys, this);
        made->setContext(Qt::WidgetWithChildrenShortcut);
        connect(made, &QShortcut::activated, this, action);
    };
    shortcut(QKeySequence(Qt::CTRL | Qt::Key_Return), [this] { m_prompt->draw(); });
    shortcut(QKeySequence(Qt::CTRL | Qt::Key_Enter), [this] { m_prompt->draw(); });
    shortcut(QKeySequence(Qt::Key_Escape), [this] { m_queue->cancelRunning(); });

    connect(m_open, &QPushButton::clicked, this, &StudioPage::pickFile);
    const auto models = [this] { m_models->open(); };
    connect(m_manage, &QPushButton::clicked, this, models);
    connect(m_chip, &ModelChip::modelsWanted, this, models);
    connect(m_prompt, &PromptCard::modelsWanted, this, models);
    connect(m_models, &ModelsSheet::chosen, m_presenter, &StudioPresenter::chooseModel);
    connect(m_prompt, &PromptCard::styleEditorWanted, m_styles, &Sheet::open);
    connect(m_prompt, &PromptCard::variationsWanted, this, [this] { m_grid->show(); });
    SourceRow *source = m_prompt->settings()->source();
    connect(source, &SourceRow::fileWanted, this, &StudioPage::pickFile);
    connect(source, &SourceRow::maskWanted, this,
            [this] { m_inpaint->edit(m_presenter->draft().request.initImage, m_presenter->draft().parent); });
    connect(m_presenter, &StudioPresenter::failed, this,
            [this](const Error &error) { m_error->show(error, tr("The pictures could not be queued.")); });
    connect(m_presenter, &StudioPresenter::submitted, this, [this] {
        m_error->clear();
        m_presenter->forgetReplaced();
    });
    connect(m_prompt->place(), &PlaceBar::failed, this,
            [this](const Error &error) { m_error->show(error, tr("Nobody was asked for the pictures.")); });
    connect(m_prompt->place(), &PlaceBar::asked, this, [this](int count) {
        m_error->clear();
        m_gallery->undoBar()->show(
            tr("%n picture(s) asked for. They come into the gallery; Share shows how far they are.", nullptr, count));
    });
    connect(m_gallery, &GalleryCard::openWanted, m_picture, &PictureSheet::show);
    connect(m_gallery, &GalleryCard::compareWanted, m_compare, &CompareSheet::show);
    connect(m_gallery, &GalleryCard::promptWanted, this, [this] { m_prompt->promptEdit()->setFocus(); });
    connect(m_import, &ImportSheet::useWanted, this, [this](const OpenedImage &image) {
        if (image.settings)
            use(*image.settings);
    });
    connect(m_import, &ImportSheet::drawOverWanted, this, [this](const OpenedImage &image) {
        drawOver(image.sha256, image.size, 0, image.settings ? &*image.settings : nullptr);
    });
    connect(m_import, &ImportSheet::mintWanted, this, &StudioPage::mintWanted);
    connect(m_inpaint, &InpaintSheet::masked, this,
            [this](const QString &init, const QString &mask, QSize size, qint64 from) {
                const auto model = m_presenter->model();
                const QSize sides = drawable(size, sizeMultiple(model ? &*model : nullptr));
                m_presenter->edit([&](StudioDraft &draft) {
                    draft.request.initImage = init;
                    draft.request.mask = mask;
                    draft.request.mode = recipe::Mode::Inpaint;
                    draft.request.width = sides.width();
                    draft.request.height = sides.height();
                    draft.parent = from;
                });
                m_prompt->fold()->setOpen(true);
                m_prompt->promptEdit()->setFocus();
            });
    connectPicture();
    onLanguage([this] {
        setTitle(tr("Studio"));
        m_open->setText(tr("Open image…"));
        m_manage->setText(tr("Models"));
        m_manage->setAccessibleName(tr("Manage models"));
    });
}

StudioPage::~StudioPage() = default;

QPushButton *StudioPage::mintButton() const { return m_import->mintButton(); }

void StudioPage::connectPicture()
{
    connect(m_picture, &PictureSheet::useWanted, this, [this](const StudioPicture &picture) {
        if (!picture.request)
            return;
        m_picture->dismiss();
        use(*picture.request);
    });
    connect(m_picture, &PictureSheet::varyWanted, this, [this](const StudioPicture &picture) {
        if (!picture.request)
            return;
        recipe::GenerationRequest request = *picture.request;
        request.engine.clear();
        m_presenter->submit(m_presenter->withNewSeeds(request, VariationCount), {picture.id});
        m_picture->dismiss();
    });
    connect(m_picture, &PictureSheet::upscaleWanted, this, &StudioPage::upscale);
    connect(m_picture, &PictureSheet::drawOverWanted, this, [this](const StudioPicture &picture) {
        m_picture->dismiss();
        drawOver(picture.sha256, picture.size, picture.id, picture.request ? &*picture.request : nullptr);
    });
    connect(m_picture, &PictureSheet::inpaintWanted, this, [this](const StudioPicture &picture) {
        m_picture->dismiss();
        m_inpaint->edit(picture.sha256, picture.id);
    });
    connect(m_picture, &PictureSheet::compareWanted, this, [this](qint64 left, qint64 right) {
        m_picture->dismiss();
        m_compare->show(left, right);
    });
    connect(m_picture, &PictureSheet::sheetWanted, this, [this](const QList<qint64> &ids) {
        m_picture->dismiss();
        m_gallery->saveSheet(ids);
    });
    connect(m_picture, &PictureSheet::mintWanted, this, &StudioPage::mint);
    connect(m_picture, &PictureSheet::removeWanted, this, [this](qint64 id) {
        m_picture->dismiss();
        m_gallery->remove({id});
    });
    connect(m_picture, &PictureSheet::stepWanted, this, &StudioPage::step);
}

void StudioPage::use(const recipe::GenerationRequest &request, qint64 parent)
{
    m_presenter->useSettings(request, parent);
    if (m_presenter->canUndoSettings())
        m_gallery->undoBar()->show(tr("The settings of the picture stand in the form. Your draft is kept."),
                                   [this] { m_presenter->undoSettings(); });
    m_prompt->promptEdit()->setFocus();
}

void StudioPage::drawOver(const QString &sha256, QSize size, qint64 parent, const recipe::GenerationRequest *settings)
{
    const bool takesPrompt = m_presenter->draft().request.prompt.trimmed().isEmpty() && settings != nullptr;
    const QString prompt = takesPrompt ? settings->prompt : QString();
    m_context.backends.studio.sourceImage(sha256).then(
        this, [this, prompt, size, parent](const Result<SourceImage> &source) {
            if (!source) {
                m_error->show(source.error(), tr("The picture can’t be drawn over."));
                return;
            }
            const auto model = m_presenter->model();
            const QSize sides = drawable(size.isEmpty() ? source->size : size, sizeMultiple(model ? &*model : nullptr));
            m_presenter->edit([&](StudioDraft &draft) {
                draft.request.initImage = source->sha256;
                draft.request.mask.clear();
                draft.request.mode = recipe::Mode::ImageToImage;
                draft.request.width = sides.width();
                draft.request.height = sides.height();
                draft.parent = parent;
                if (draft.request.prompt.trimmed().isEmpty())
                    draft.request.prompt = prompt;
            });
            m_prompt->fold()->setOpen(true);
            m_prompt->promptEdit()->setFocus();
        });
}

void StudioPage::upscale(const StudioPicture &picture)
{
    const auto upscalers = m_presenter->modelsOfKind({models::Kind::Upscaler});
    const auto usable = std::find_if(upscalers.cbegin(), upscalers.cend(), [](const models::Model &model) {
        return !model.isMissing && model.reason.isEmpty() && !model.sha256.isEmpty();
    });
    m_picture->dismiss();
    if (usable == upscalers.cend()) {
        m_gallery->undoBar()->show(tr("There is no upscaler in the list of models. Add one, such as an ESRGAN file."));
        m_models->open();
        return;
    }
    recipe::GenerationRequest request;
    request.mode = recipe::Mode::Upscale;
    request.initImage = picture.sha256;
    request.width = picture.size.width();
    request.height = picture.size.height();
    request.upscaler = recipe::FileRef{usable->sha256, usable->name};
    request.prompt = picture.prompt;
    m_presenter->submit({request}, {picture.id});
}

void StudioPage::mint(qint64 id)
{
    m_context.backends.studio.openPicture(id).then(this, [this](const Result<OpenedImage> &image) {
        m_picture->dismiss();
        if (image)
            Q_EMIT mintWanted();
        else
            m_error->show(image.error(), tr("The picture can’t be minted."));
    });
}

void StudioPage::step(int places)
{
    const GalleryModel *model = m_gallery->model();
    const int row = model->rowOf(m_picture->id()) + places;
    if (row < 0 || row >= model->rowCount() || model->rowOf(m_picture->id()) < 0)
        return;
    m_gallery->grid()->setCurrentIndex(model->index(row));
    m_picture->show(model->idAt(row));
}

void StudioPage::pickFile()
{
    pickFileToOpen(this, tr("Open image"), tr("Images (*.png *.jpg *.jpeg *.webp)"),
                   [this](const QString &path) { openFile(path); });
}

void StudioPage::openFile(const QString &path)
{
    m_error->clear();
    m_context.backends.studio.openFile(path).then(this, [this](const Result<OpenedImage> &image) {
        if (image)
            m_import->show(*image);
        else
            m_error->show(image.error(), tr("The image could not be opened."));
    });
}

void StudioPage::dragEnterEvent(QDragEnterEvent *event)
{
    // One's own picture on its way out is not on its way in.
    const bool isOwn = event->source() != nullptr;
    if (!isOwn && (!localFile(event->mimeData()).isEmpty() || !modelFiles(event->mimeData()).isEmpty()))
        event->acceptProposedAction();
}

void StudioPage::dropEvent(QDropEvent *event)
{
    const QStringList models = modelFiles(event->mimeData());
    const QString path = localFile(event->mimeData());
    event->acceptProposedAction();
    if (!models.isEmpty()) {
        m_models->open();
        m_models->add(models);
    } else if (!path.isEmpty()) {
        openFile(path);
    }
}

void StudioPage::resizeEvent(QResizeEvent *event)
{
    Page::resizeEvent(event);
    m_prompt->setFixedWidth(width() < SmallPage ? PromptWidthSmall : PromptWidth);
}

} // namespace ain::ui
