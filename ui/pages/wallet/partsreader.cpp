#include "ui/pages/wallet/partsreader.h"

#include "ui/pages/common/filepicker.h"
#include "ui/widgets/make.h"
#include "ui/widgets/notice.h"

#include <QClipboard>
#include <QDragEnterEvent>
#include <QGuiApplication>
#include <QMimeData>

namespace ain::ui {

using namespace Qt::StringLiterals;

namespace {

constexpr qsizetype MaxFiles = 200;
constexpr qsizetype MaxMissingShown = 8;

QStringList localFiles(const QMimeData &data)
{
    QStringList out;
    for (const QUrl &url : data.urls().mid(0, MaxFiles)) {
        if (url.isLocalFile())
            out += url.toLocalFile();
    }
    return out;
}

} // namespace

PartsReader::PartsReader(Context &context, QWidget *parent)
    : View(parent),
      m_context(context),
      m_hint(new TextLabel(this, "muted")),
      m_files(makeButton(this)),
      m_paste(makeButton(this)),
      m_state(new TextLabel(this, "small")),
      m_error(new ErrorBanner(context.theme, this))
{
    setAcceptDrops(true);
    auto *column = makeColumn(this, 12);
    auto *row = makeRow(nullptr, 8);
    row->addWidget(m_files);
    row->addWidget(m_paste);
    row->addStretch();
    column->addWidget(m_hint);
    column->addLayout(row);
    column->addWidget(m_state);
    column->addWidget(m_error);
    connect(m_files, &QPushButton::clicked, this, [this] {
        pickFilesToOpen(this, tr("Open a request, a signature or pictures"),
                        tr("Requests, signatures and pictures (*.ainreq *.ainsig *.png *.jpg *.jpeg *.webp *.bmp)"),
                        [this](const QStringList &paths) { addFiles(paths); });
    });
    connect(m_paste, &QPushButton::clicked, this, &PartsReader::paste);
    onLanguage([this] { write(); });
}

void PartsReader::write()
{
    m_hint->setText(
        tr("Choose the file that the other device wrote, or pictures of its QR codes, in any order. They can "
           "also be dropped here."));
    m_files->setText(tr("Choose files…"));
    m_paste->setText(tr("From the clipboard"));
    QString state;
    if (m_total > 0) {
        QStringList missing;
        for (const int part : m_missing.mid(0, MaxMissingShown))
            missing += QString::number(part);
        if (m_missing.size() > MaxMissingShown)
            missing += u"…"_s;
        state = tr("%1 of %2 parts are here. Missing: %3").arg(m_count).arg(m_total).arg(missing.join(u", "_s));
    }
    m_state->setText(state);
    m_state->setVisible(!state.isEmpty());
}

void PartsReader::clear()
{
    m_context.backends.offline.clearParts();
    m_count = 0;
    m_total = 0;
    m_missing.clear();
    m_error->clear();
    write();
}

void PartsReader::addFiles(const QStringList &paths)
{
    m_error->clear();
    take(paths.mid(0, MaxFiles)).detach(); // what fails stands in the banner
}

Task<> PartsReader::take(QStringList paths)
{
    for (const QString &path : std::as_const(paths)) {
        const bool isMessage =
            path.endsWith(u".ainreq"_s, Qt::CaseInsensitive) || path.endsWith(u".ainsig"_s, Qt::CaseInsensitive);
        if (isMessage) {
            auto content = co_await m_context.backends.offline.readFile(path);
            if (!content) {
                m_error->show(content.error());
                co_return Result<>();
            }
            Q_EMIT ready(*content);
            co_return Result<>();
        }
        auto texts = co_await m_context.backends.qr.readFile(path);
        takeTexts(texts);
    }
    co_return Result<>();
}

void PartsReader::addImage(const QImage &picture)
{
    m_error->clear();
    m_context.backends.qr.readImage(picture).then(this, [this](const Result<QStringList> &texts) { takeTexts(texts); });
}

void PartsReader::takeTexts(const Result<QStringList> &texts)
{
    if (!texts) {
        m_error->show(texts.error());
        return;
    }
    const auto parts = m_context.backends.offline.addParts(*texts);
    if (!parts) {
        m_error->show(parts.error());
        return;
    }
    const bool isWhole = !parts->content.isEmpty();
    m_count = isWhole ? 0 : parts->count;
    m_total = isWhole ? 0 : parts->total;
    m_missing = parts->missing;
    write();
    if (isWhole)
        Q_EMIT ready(parts->content);
}

void PartsReader::paste()
{
    const QMimeData *mime = QGuiApplication::clipboard()->mimeData();
    if (mime == nullptr)
        return;
    if (mime->hasImage()) {
        addImage(qvariant_cast<QImage>(mime->imageData()));
        return;
    }
    if (const QStringList paths = localFiles(*mime); !paths.isEmpty()) {
        addFiles(paths);
        return;
    }
    m_error->clear();
    takeTexts(QStringList{mime->text().trimmed()});
}

void PartsReader::dragEnterEvent(QDragEnterEvent *event)
{
    if (event->mimeData()->hasImage() || !localFiles(*event->mimeData()).isEmpty())
        event->acceptProposedAction();
}

void PartsReader::dropEvent(QDropEvent *event)
{
    const QMimeData *mime = event->mimeData();
    if (const QStringList paths = localFiles(*mime); !paths.isEmpty())
        addFiles(paths);
    else if (mime->hasImage())
        addImage(qvariant_cast<QImage>(mime->imageData()));
    event->acceptProposedAction();
}

} // namespace ain::ui
