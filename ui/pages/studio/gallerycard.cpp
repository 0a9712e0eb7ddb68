#include "ui/pages/studio/gallerycard.h"

#include "ui/format.h"
#include "ui/pages/common/filepicker.h"
#include "ui/pages/studio/gallerygrid.h"
#include "ui/pages/studio/undobar.h"
#include "ui/widgets/emptystate.h"
#include "ui/widgets/make.h"
#include "ui/widgets/notice.h"
#include "ui/widgets/quietinputs.h"

#include <QLineEdit>
#include <QStackedWidget>
#include <QTimer>

namespace ain::ui {

using namespace Qt::StringLiterals;

namespace {
constexpr int SearchAfterMs = 180;
constexpr qsizetype SheetMax = 400; // StudioBackend::saveSheet()
enum Narrow { Everything, ByTag, ByModel };
} // namespace

GalleryCard::GalleryCard(Context &context, QWidget *parent)
    : View(parent),
      m_context(context),
      m_model(new GalleryModel(context.backends.studio, this)),
      m_title(makeLabel(this, "heading")),
      m_all(makeButton(this, ButtonKind::Chip)),
      m_starred(makeButton(this, ButtonKind::Chip)),
      m_minted(makeButton(this, ButtonKind::Chip)),
      m_narrow(new QuietCombo(this)),
      m_sort(new QuietCombo(this)),
      m_search(new QLineEdit(this)),
      m_chosen(new QWidget(this)),
      m_count(makeLabel(m_chosen, "strong")),
      m_star(makeButton(m_chosen, ButtonKind::Small)),
      m_compare(makeButton(m_chosen, ButtonKind::Small)),
      m_sheet(makeButton(m_chosen, ButtonKind::Small)),
      m_remove(makeButton(m_chosen, ButtonKind::Small)),
      m_none(makeButton(m_chosen, ButtonKind::Small)),
      m_error(new ErrorBanner(context.theme, this)),
      m_stack(new QStackedWidget(this)),
      m_grid(new GalleryGrid(context.theme, *m_model, this)),
      m_empty(new EmptyState(context.theme, u"image"_s, this)),
      m_undo(new UndoBar(context.theme, this))
{
    setProperty("ain", u"card"_s);
    auto *column = makeColumn(this, 8);
    column->setContentsMargins(metrics::CardPadding, 14, 12, 12);
    auto *head = makeRow(nullptr, 8);
    head->addWidget(m_title);
    head->addSpacing(4);
    head->addWidget(m_all);
    head->addWidget(m_starred);
    head->addWidget(m_minted);
    head->addStretch();
    column->addLayout(head);
    auto *tools = makeRow(nullptr, 8);
    tools->addWidget(m_search, 1);
    for (QComboBox *box : {m_narrow, m_sort}) {
        box->setSizeAdjustPolicy(QComboBox::AdjustToMinimumContentsLengthWithIcon);
        box->setMinimumContentsLength(7);
        tools->addWidget(box);
    }
    column->addLayout(tools);
    auto *chosen = makeRow(m_chosen, 8);
    chosen->addWidget(m_count);
    chosen->addStretch();
    for (QPushButton *button : {m_star, m_compare, m_sheet, m_remove, m_none})
        chosen->addWidget(button);
    column->addWidget(m_chosen);
    column->addWidget(m_error);
    m_error->clear();
    m_stack->addWidget(m_grid);
    m_stack->addWidget(m_empty);
    column->addWidget(m_stack, 1);
    m_stack->setMinimumHeight(96); // not that of the page that is not shown
    column->addWidget(m_undo);
    m_search->setClearButtonEnabled(true);
    m_all->setChecked(true);

    auto *pause = new QTimer(this);
    pause->setSingleShot(true);
    pause->setInterval(SearchAfterMs);
    connect(pause, &QTimer::timeout, this, &GalleryCard::filter);
    connect(m_search, &QLineEdit::textChanged, pause, qOverload<>(&QTimer::start));
    connect(m_search, &QLineEdit::returnPressed, this, &GalleryCard::filter);
    connect(m_all, &QPushButton::clicked, this, [this] {
        m_starred->setChecked(false);
        m_minted->setChecked(false);
        filter();
    });
    connect(m_starred, &QPushButton::clicked, this, &GalleryCard::filter);
    connect(m_minted, &QPushButton::clicked, this, &GalleryCard::filter);
    connect(m_narrow, &QComboBox::activated, this, &GalleryCard::filter);
    connect(m_sort, &QComboBox::activated, this, &GalleryCard::filter);
    connect(m_model, &GalleryModel::loaded, this, &GalleryCard::follow);
    connect(m_model, &GalleryModel::failed, this,
            [this](const Error &error) { m_error->show(error, tr("The gallery could not be read.")); });
    connect(&context.backends.studio, &StudioBackend::galleryChanged, this, &GalleryCard::writeCounts);
    connect(&context.backends.studio, &StudioBackend::picturesChanged, this, &GalleryCard::writeCounts);
    connect(m_grid, &GalleryGrid::openWanted, this, &GalleryCard::openWanted);
    connect(m_grid, &GalleryGrid::starWanted, this, &GalleryCard::star);
    connect(m_grid, &GalleryGrid::removeWanted, this, [this] { remove(m_grid->selectedIds()); });
    connect(m_grid, &GalleryGrid::selectionMoved, this, &GalleryCard::follow);
    const auto compare = [this] {
        const auto ids = m_grid->selectedIds();
        if (ids.size() == 2)
            Q_EMIT compareWanted(ids.first(), ids.last());
    };
    connect(m_grid, &GalleryGrid::compareWanted, this, compare);
    connect(m_grid, &GalleryGrid::dragComing, this, [this](qint64 id) {
        m_context.backends.studio.fileToHandOut(id).then(this, [this, id](const Result<QString> &path) {
            if (path)
                m_model->setDragFile(id, *path);
        });
    });
    connect(m_star, &QPushButton::clicked, this, &GalleryCard::star);
    connect(m_compare, &QPushButton::clicked, this, compare);
    m_pick = [this](const QString &suggested, const std::function<void(const QString &)> &named) {
        pickFileToSave(this, tr("Save the contact sheet"), suggested, tr("PNG (*.png)"), named);
    };
    connect(m_sheet, &QPushButton::clicked, this, [this] { saveSheet(m_grid->selectedIds()); });
    connect(&context.backends.studio, &StudioBackend::gridDone, this, [this](const QList<qint64> &pictures) {
        m_undo->offer(tr("The grid of %n picture(s) is drawn.", nullptr, int(pictures.size())),
                      tr("Save as one sheet…"), [this, pictures] { saveSheet(pictures); });
    });
    connect(m_remove, &QPushButton::clicked, this, [this] { remove(m_grid->selectedIds()); });
    connect(m_none, &QPushButton::clicked, this, [this] { m_grid->clearSelection(); });
    connect(m_empty, &EmptyState::stepChosen, this, [this] {
        if (m_model->query() == GalleryQuery())
            Q_EMIT promptWanted();
        else {
            m_search->clear();
            m_starred->setChecked(false);
            m_minted->setChecked(false);
            m_narrow->setCurrentIndex(0);
            filter();
        }
    });
    onLanguage([this] { write(); });
}

void GalleryCard::write()
{
    m_title->setText(tr("Gallery"));
    m_search->setPlaceholderText(tr("Search prompts and tags"));
    m_search->setAccessibleName(tr("Search prompts and tags"));
    m_narrow->setAccessibleName(tr("Only this tag or model"));
    m_sort->setAccessibleName(tr("Order of pictures"));
    const int sort = std::max(0, m_sort->currentIndex());
    m_sort->clear();
    m_sort->addItem(tr("Newest"), int(GallerySort::Newest));
    m_sort->addItem(tr("Oldest"), int(GallerySort::Oldest));
    m_sort->addItem(tr("Largest"), int(GallerySort::Largest));
    m_sort->addItem(tr("By model"), int(GallerySort::Model));
    m_sort->setCurrentIndex(sort);
    m_grid->setAccessibleName(tr("Pictures"));
    m_star->setText(u"★"_s);
    m_star->setToolTip(tr("Star or unstar (S)"));
    m_star->setAccessibleName(tr("Star or unstar the chosen pictures"));
    m_compare->setText(tr("Compare"));
    m_compare->setToolTip(tr("Choose two to compare them (C)"));
    m_compare->setAccessibleName(tr("Compare the two chosen pictures"));
    m_sheet->setText(tr("Sheet…"));
    m_sheet->setToolTip(tr("Saves the chosen pictures as one, with the settings they differ in along its edges"));
    m_sheet->setAccessibleName(tr("Save the chosen pictures as one sheet"));
    m_remove->setText(tr("Delete"));
    m_remove->setAccessibleName(tr("Delete the chosen pictures"));
    m_none->setText(tr("Choose none"));
    writeCounts();
    follow();
}

void GalleryCard::writeCounts()
{
    const GalleryCounts counts = m_context.backends.studio.counts();
    m_all->setText(tr("All %1").arg(Format::number(counts.all)));
    m_starred->setText(u"★ %1"_s.arg(Format::number(counts.starred)));
    m_starred->setAccessibleName(tr("Only starred pictures, %1").arg(counts.starred));
    m_minted->setText(tr("Minted %1").arg(Format::number(counts.minted)));
    m_minted->setVisible(counts.minted > 0 || m_minted->isChecked());

    const QVariant kept = m_narrow->currentData();
    const QString keptText = m_narrow->currentText();
    m_narrow->clear();
    m_narrow->addItem(tr("Everything"), int(Everything));
    for (const QString &tag : m_context.backends.studio.galleryTags())
        m_narrow->addItem(u"#"_s + tag, int(ByTag));
    for (const QString &model : m_context.backends.studio.galleryModels())
        m_narrow->addItem(model, int(ByModel));
    const int at = kept.toInt() == Everything ? 0 : m_narrow->findText(keptText);
    m_narrow->setCurrentIndex(std::max(0, at));
}

void GalleryCard::filter()
{
    GalleryQuery query;
    query.text = m_search->text().trimmed();
    query.starredOnly = m_starred->isChecked();
    query.mintedOnly = m_minted->isChecked();
    query.sort = GallerySort(m_sort->currentData().toInt());
    const int narrow = m_narrow->currentData().toInt();
    if (narrow == ByTag)
        query.tag = m_narrow->currentText().mid(1);
    else if (narrow == ByModel)
        query.modelName = m_narrow->currentText();
    m_all->setChecked(!query.starredOnly && !query.mintedOnly);
    m_error->clear();
    m_model->setQuery(query);
}

void GalleryCard::follow()
{
    const bool isEmpty = m_model->isLoaded() && m_model->rowCount() == 0;
    if (isEmpty) {
        const bool isAll = m_model->query() == GalleryQuery();
        m_empty->setTexts(isAll ? tr("No pictures yet. What you draw is kept here.") : tr("No picture is like that."),
                          isAll ? tr("Write a prompt") : tr("Show all"));
    }
    m_stack->setCurrentWidget(isEmpty ? static_cast<QWidget *>(m_empty) : m_grid);
    const auto chosen = m_grid->selectionModel()->selectedIndexes().size();
    m_chosen->setVisible(chosen > 1);
    m_count->setText(tr("%n chosen", nullptr, int(chosen)));
    m_compare->setEnabled(chosen == 2);
    m_sheet->setEnabled(chosen <= SheetMax);
}

void GalleryCard::saveSheet(const QList<qint64> &ids)
{
    m_pick(u"%1.png"_s.arg(tr("contact sheet")), [this, ids](const QString &path) {
        m_context.backends.studio.saveSheet(ids, path).then(this, [this, path](const Result<> &done) {
            if (!done) {
                m_error->show(done.error(), tr("The contact sheet could not be saved."));
                return;
            }
            m_error->clear();
            m_undo->show(tr("Saved: %1").arg(path));
        });
    });
}

void GalleryCard::star()
{
    const auto rows = m_grid->selectionModel()->selectedIndexes();
    if (rows.isEmpty())
        return;
    bool isAll = true;
    for (const QModelIndex &index : rows)
        isAll = isAll && index.data(GalleryModel::StarRole).toBool();
    m_context.backends.studio.setStar(m_grid->selectedIds(), !isAll).then(this, [this](const Result<> &done) {
        if (!done)
            m_error->show(done.error(), tr("The star could not be set."));
    });
}

void GalleryCard::remove(const QList<qint64> &ids)
{
    if (ids.isEmpty())
        return;
    const int count = int(ids.size());
    m_context.backends.studio.removePictures(ids).then(this, [this, count](const Result<QString> &token) {
        if (!token) {
            m_error->show(token.error(), tr("The pictures could not be deleted."));
            return;
        }
        m_error->clear();
        m_undo->show(tr("%n picture(s) deleted", nullptr, count), [this, undo = *token] {
            m_context.backends.studio.undoRemove(undo).then(this, [this](const Result<> &done) {
                if (!done)
                    m_error->show(done.error(), tr("The pictures could not be brought back."));
            });
        });
    });
}

} // namespace ain::ui
