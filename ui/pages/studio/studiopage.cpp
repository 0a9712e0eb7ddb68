#include "ui/pages/studio/studiopage.h"

#include "ui/format.h"
#include "ui/pages/common/filepicker.h"
#include "ui/widgets/emptystate.h"
#include "ui/widgets/imageview.h"
#include "ui/widgets/make.h"
#include "ui/widgets/notice.h"

#include <QDragEnterEvent>
#include <QMimeData>
#include <QPlainTextEdit>
#include <QStackedWidget>

namespace ain::ui {

using namespace Qt::StringLiterals;

namespace {

QString localFile(const QMimeData *data)
{
    const auto urls = data->urls();
    return urls.size() == 1 && urls.first().isLocalFile() ? urls.first().toLocalFile() : QString();
}

QString inGroups(const QString &hex)
{
    QString out;
    for (qsizetype i = 0; i < hex.size(); i += 4)
        out += (i > 0 ? u" "_s : QString()) + hex.mid(i, 4);
    return out;
}

} // namespace

StudioPage::StudioPage(Context &context, QWidget *parent)
    : Page(context, parent),
      m_open(makeButton(this)),
      m_error(new ErrorBanner(context.theme, this)),
      m_drop(new QFrame(this)),
      m_empty(new EmptyState(context.theme, u"image"_s, m_drop)),
      m_stack(new QStackedWidget(this)),
      m_image(new ImageView(context.theme, this)),
      m_name(makeLabel(this, "heading")),
      m_facts(new TextLabel(this, "muted")),
      m_metaTitle(makeLabel(this, "heading")),
      m_noMeta(new TextLabel(this, "muted")),
      m_meta(new QPlainTextEdit(this)),
      m_hashTitle(makeLabel(this, "heading")),
      m_hash(new TextLabel(this, "muted")),
      m_mint(makeButton(this, ButtonKind::TallPrimary))
{
    setAcceptDrops(true);
    actions()->addWidget(m_open);
    content()->addWidget(m_error);
    content()->addWidget(m_stack, 1);

    m_drop->setProperty("ain", u"drop"_s);
    auto *dropColumn = makeColumn(m_drop, 0);
    dropColumn->addWidget(m_empty);
    m_stack->addWidget(m_drop);

    auto *opened = new QWidget(m_stack);
    auto *row = makeRow(opened, metrics::Gap);
    auto *left = makeCard(opened);
    auto *leftColumn = makeColumn(left, 0);
    leftColumn->setContentsMargins(metrics::CardPadding, metrics::CardPadding, metrics::CardPadding,
                                   metrics::CardPadding);
    leftColumn->addWidget(m_image);
    auto *right = makeCard(opened);
    right->setFixedWidth(400);
    auto *column = makeColumn(right, 10);
    column->setContentsMargins(metrics::CardPadding, metrics::CardPadding, metrics::CardPadding, metrics::CardPadding);
    m_name->setMaximumWidth(358);
    m_hash->setFont(Theme::mono(12));
    m_meta->setReadOnly(true);
    m_meta->setTabChangesFocus(true);
    m_meta->setFont(Theme::font(13));
    column->addWidget(m_name);
    column->addWidget(m_facts);
    column->addWidget(makeDivider(right));
    column->addWidget(m_metaTitle);
    column->addWidget(m_noMeta);
    column->addWidget(m_meta, 1);
    column->addStretch();
    column->addWidget(m_hashTitle);
    column->addWidget(m_hash);
    column->addSpacing(4);
    column->addWidget(m_mint);
    row->addWidget(left, 1);
    row->addWidget(right);
    m_stack->addWidget(opened);

    connect(m_open, &QPushButton::clicked, this, &StudioPage::pickFile);
    connect(m_empty, &EmptyState::stepChosen, this, &StudioPage::pickFile);
    connect(m_mint, &QPushButton::clicked, this, &StudioPage::mintWanted);
    connect(&context.backends.studio, &StudioBackend::currentChanged, this, &StudioPage::write);
    onLanguage([this] {
        setTitle(tr("Studio"));
        m_open->setText(tr("Open image"));
        m_empty->setTexts(tr("Drop an image here, or open one: you see what is written in it and can mint it. "
                             "Drawing from words comes with 0.2."),
                          tr("Open image"));
        m_metaTitle->setText(tr("Written in the file"));
        m_noMeta->setText(tr("This file carries no text of its own."));
        m_meta->setAccessibleName(tr("Text written in the file"));
        m_hashTitle->setText(tr("Fingerprint (SHA-256)"));
        m_mint->setText(tr("Mint this"));
        m_image->setAccessibleName(tr("The opened image"));
        write();
    });
}

void StudioPage::openFile(const QString &path)
{
    if (m_busy)
        return;
    m_busy = true;
    m_error->clear();
    m_open->setEnabled(false);
    m_open->setText(tr("Opening…"));
    m_context.backends.studio.openFile(path).then(this, [this](const Result<OpenedImage> &result) {
        m_busy = false;
        m_open->setEnabled(true);
        m_open->setText(tr("Open image"));
        if (!result)
            m_error->show(result.error(), tr("The image was not opened."));
        write();
    });
}

void StudioPage::pickFile()
{
    pickFileToOpen(this, tr("Open image"), tr("Images (*.png *.jpg *.jpeg *.webp)"),
                   [this](const QString &path) { openFile(path); });
}

void StudioPage::write()
{
    const OpenedImage image = m_context.backends.studio.current();
    if (image.id.isEmpty()) {
        m_stack->setCurrentIndex(0);
        return;
    }
    m_stack->setCurrentIndex(1);
    m_image->setImage(image.preview);
    m_name->setText(m_name->fontMetrics().elidedText(image.fileName, Qt::ElideMiddle, 340));
    m_name->setToolTip(image.fileName);
    m_facts->setText(tr("%1 · %2 × %3 px · %4")
                         .arg(image.format, QString::number(image.size.width()), QString::number(image.size.height()),
                              Format::bytes(image.bytes)));
    QStringList entries;
    for (const MetadataEntry &entry : image.metadata)
        entries += u"%1\n%2"_s.arg(entry.keyword, entry.text);
    m_meta->setPlainText(entries.join(u"\n\n"_s));
    m_meta->setVisible(!entries.isEmpty());
    m_noMeta->setVisible(entries.isEmpty());
    m_hash->setText(inGroups(image.sha256));
}

void StudioPage::dragEnterEvent(QDragEnterEvent *event)
{
    if (localFile(event->mimeData()).isEmpty())
        return;
    event->acceptProposedAction();
    setStyleProperty(m_drop, "active", true);
}

void StudioPage::dragLeaveEvent(QDragLeaveEvent *event)
{
    Page::dragLeaveEvent(event);
    setStyleProperty(m_drop, "active", false);
}

void StudioPage::dropEvent(QDropEvent *event)
{
    setStyleProperty(m_drop, "active", false);
    const QString path = localFile(event->mimeData());
    if (path.isEmpty())
        return;
    event->acceptProposedAction();
    openFile(path);
}

} // namespace ain::ui
