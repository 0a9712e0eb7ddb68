#include "ui/pages/studio/modelssheet.h"

#include "ui/pages/common/filepicker.h"
#include "ui/pages/studio/modelfacts.h"
#include "ui/pages/studio/modellist.h"
#include "ui/pages/studio/modelwork.h"
#include "ui/text/errortext.h"
#include "ui/widgets/emptystate.h"
#include "ui/widgets/field.h"
#include "ui/widgets/fold.h"
#include "ui/widgets/make.h"
#include "ui/widgets/notice.h"

#include <QDragEnterEvent>
#include <QLineEdit>
#include <QListView>
#include <QMimeData>
#include <QRegularExpression>
#include <QStackedWidget>
#include <QUrl>

namespace ain::ui {

using namespace Qt::StringLiterals;

namespace {

constexpr int ListHeight = 300;

QStringList localPaths(const QMimeData *data)
{
    QStringList paths;
    for (const QUrl &url : data->urls()) {
        if (url.isLocalFile())
            paths += url.toLocalFile();
    }
    return paths;
}

} // namespace

ModelsSheet::ModelsSheet(Context &context, QWidget *owner)
    : Sheet(context, owner),
      m_model(new ModelListModel(context.backends.studio, this)),
      m_files(makeButton(this)),
      m_folder(makeButton(this)),
      m_stack(new QStackedWidget(this)),
      m_list(new QListView),
      m_facts(new ModelFacts(context)),
      m_empty(new EmptyState(context.theme, u"image"_s)),
      m_work(new ModelWorkView(context, this)),
      m_note(new NoticeCard(context.theme, Tone::Plain, this)),
      m_error(new ErrorBanner(context.theme, this)),
      m_address(new QLineEdit),
      m_hash(new QLineEdit),
      m_name(new QLineEdit),
      m_download(makeButton(nullptr))
{
    setCardWidth(900);
    setAcceptDrops(true);
    auto *content = new QWidget;
    auto *row = makeRow(content, 20);
    m_list->setModel(m_model);
    m_list->setItemDelegate(new ModelDelegate(context.theme, m_list));
    m_list->setUniformItemSizes(true);
    m_list->setFrameShape(QFrame::NoFrame);
    m_list->setVerticalScrollMode(QAbstractItemView::ScrollPerPixel);
    m_list->setHorizontalScrollBarPolicy(Qt::ScrollBarAlwaysOff);
    m_list->setMinimumHeight(ListHeight);
    m_facts->setFixedWidth(330);
    row->addWidget(m_list, 1);
    row->addWidget(m_facts);
    m_stack->addWidget(content);
    m_stack->addWidget(m_empty);
    body()->addWidget(m_stack);
    body()->addWidget(m_work);
    body()->addWidget(m_note);
    body()->addWidget(m_error);
    m_note->hide();
    m_error->clear();

    auto *form = new QWidget;
    auto *column = makeColumn(form, 10);
    QLineEdit *inputs[] = {m_address, m_hash, m_name};
    for (int i = 0; i < 3; ++i) {
        m_fields[i] = new Field(inputs[i], form);
        column->addWidget(m_fields[i]);
        connect(inputs[i], &QLineEdit::textChanged, m_fields[i], &Field::clearError);
        connect(inputs[i], &QLineEdit::returnPressed, this, &ModelsSheet::download);
    }
    m_hash->setFont(Theme::mono(12));
    column->addWidget(m_download, 0, Qt::AlignLeft);
    m_fold = new Fold(context.theme, form, this);
    body()->addWidget(m_fold);
    footer()->insertWidget(0, m_folder);
    footer()->insertWidget(0, m_files);

    connect(m_files, &QPushButton::clicked, this, [this] {
        pickFilesToOpen(this, tr("Add model files"), tr("Models (*.safetensors *.gguf)"),
                        [this](const QStringList &paths) { add(paths); });
    });
    connect(m_empty, &EmptyState::stepChosen, m_files, &QPushButton::click);
    connect(m_folder, &QPushButton::clicked, this,
            [this] { pickFolder(this, tr("Add a folder of models"), [this](const QString &path) { add({path}); }); });
    connect(m_download, &QPushButton::clicked, this, &ModelsSheet::download);
    connect(m_list->selectionModel(), &QItemSelectionModel::currentChanged, this, &ModelsSheet::follow);
    connect(m_model, &QAbstractItemModel::modelAboutToBeReset, this, [this] {
        const QModelIndex index = m_list->currentIndex();
        m_kept = index.isValid() ? index.data(ModelListModel::IdRole).toString() : QString();
    });
    connect(m_model, &QAbstractItemModel::modelReset, this, [this] {
        for (int i = 0; i < m_model->rowCount(); ++i) {
            if (m_model->model(i).id == m_kept)
                m_list->setCurrentIndex(m_model->index(i));
        }
        follow();
    });
    connect(m_model, &QAbstractItemModel::dataChanged, this, &ModelsSheet::follow);
    connect(m_facts, &ModelFacts::useWanted, this, [this](const models::Model &model) {
        Q_EMIT chosen(model);
        dismiss();
    });
    connect(m_facts, &ModelFacts::failed, this,
            [this](const Error &error, const QString &what) { m_error->show(error, what); });
    onLanguage([this] { write(); });
}

QString ModelsSheet::note() const { return m_note->text(); }

void ModelsSheet::write()
{
    setTitle(tr("Models"));
    m_files->setText(tr("Add files…"));
    m_folder->setText(tr("Add a folder…"));
    m_list->setAccessibleName(tr("Models"));
    m_empty->setTexts(tr("Drop model files or folders here: safetensors or GGUF. They stay where they are."),
                      tr("Add files…"));
    m_fold->setTitle(tr("Download from an address"));
    m_fields[0]->setLabel(tr("Address"));
    m_fields[0]->setHint(tr("Nothing is ever downloaded unless you give an address and a hash."));
    m_fields[1]->setLabel(tr("SHA-256 of the file"));
    m_fields[1]->setHint(tr("64 digits from whom you trust. A file that is another one is thrown away."));
    m_fields[2]->setLabel(tr("Name"));
    m_address->setPlaceholderText(u"https://…"_s);
    m_download->setText(tr("Download"));
    m_model->retranslate();
    follow();
}

void ModelsSheet::follow()
{
    const bool isEmpty = m_model->rowCount() == 0;
    m_stack->setCurrentIndex(isEmpty ? 1 : 0);
    if (!isEmpty && !m_list->currentIndex().isValid())
        m_list->setCurrentIndex(m_model->index(0));
    const QModelIndex index = m_list->currentIndex();
    m_facts->setModel(index.isValid() && index.row() < m_model->rowCount() ? std::optional(m_model->model(index.row()))
                                                                           : std::nullopt);
}

void ModelsSheet::add(const QStringList &paths)
{
    m_error->clear();
    m_note->hide();
    m_context.backends.studio.addModels(paths).then(this, [this](const Result<AddedModels> &result) {
        if (!result) {
            m_error->show(result.error(), tr("The models could not be added."));
            return;
        }
        QStringList words;
        if (!result->added.isEmpty())
            words += tr("%n model(s) added.", nullptr, int(result->added.size()));
        if (!result->refused.isEmpty()) {
            words += tr("%n file(s) refused:", nullptr, int(result->refused.size()));
            words += text::errorSentence(result->refused.first());
        }
        if (words.isEmpty())
            words += tr("No models there: only safetensors and GGUF files are taken.");
        m_note->setTone(result->refused.isEmpty() && !result->added.isEmpty() ? Tone::Ok : Tone::Warn);
        m_note->setText(words.join(u' '));
        m_note->show();
        fit();
    });
}

void ModelsSheet::download()
{
    static const QRegularExpression digits(u"^[0-9a-fA-F]{64}$"_s);
    const QUrl url(m_address->text().trimmed(), QUrl::StrictMode);
    const QString hash = m_hash->text().simplified().remove(u' ').toLower();
    if (!url.isValid() || url.host().isEmpty()) {
        m_fields[0]->setErrorText(tr("A whole address, beginning with https."));
        m_address->setFocus();
        return;
    }
    if (!digits.match(hash).hasMatch()) {
        m_fields[1]->setErrorText(tr("64 digits of 0–9 and a–f."));
        m_hash->setFocus();
        return;
    }
    const QString name = m_name->text().trimmed().isEmpty() ? url.fileName() : m_name->text().trimmed();
    m_error->clear();
    m_context.backends.studio.downloadModel(m_address->text().trimmed(), hash, name)
        .then(this, [this](const Result<> &done) {
            if (done) {
                m_address->clear();
                m_hash->clear();
                m_name->clear();
            } else if (done.error().code != errors::Cancelled) {
                m_error->show(done.error(), tr("The download did not come through."));
            }
        });
}

void ModelsSheet::dragEnterEvent(QDragEnterEvent *event)
{
    if (!localPaths(event->mimeData()).isEmpty())
        event->acceptProposedAction();
}

void ModelsSheet::dropEvent(QDropEvent *event)
{
    const QStringList paths = localPaths(event->mimeData());
    if (paths.isEmpty())
        return;
    event->acceptProposedAction();
    add(paths);
}

} // namespace ain::ui
