#include "ui/pages/collection/collectionpage.h"

#include "ui/format.h"
#include "ui/pages/collection/addsheet.h"
#include "ui/pages/collection/createsheet.h"
#include "ui/pages/collection/detailsheet.h"
#include "ui/pages/collection/mintsheet.h"
#include "ui/pages/collection/searchsheet.h"
#include "ui/pages/collection/tokenmodel.h"
#include "ui/pages/collection/transfersheet.h"
#include "ui/widgets/emptystate.h"
#include "ui/widgets/flowlayout.h"
#include "ui/widgets/make.h"

#include <QListView>
#include <QStackedWidget>

namespace ain::ui {

using namespace Qt::StringLiterals;

CollectionPage::CollectionPage(Context &context, QWidget *parent)
    : Page(context, parent),
      m_search(makeButton(this)),
      m_add(makeButton(this)),
      m_create(makeButton(this)),
      m_mint(makeButton(this, ButtonKind::Primary)),
      m_chips(new QWidget(this)),
      m_chipRow(new FlowLayout(m_chips, 8)),
      m_stack(new QStackedWidget(this)),
      m_list(new QListView(this)),
      m_model(new TokenModel(context.backends.collection, context.clock, this)),
      m_empty(new EmptyState(context.theme, u"tokens"_s, this)),
      m_createSheet(new CreateSheet(context, this)),
      m_mintSheet(new MintSheet(context, this)),
      m_detailSheet(new DetailSheet(context, this)),
      m_transferSheet(new TransferSheet(context, this)),
      m_addSheet(new AddSheet(context, this)),
      m_searchSheet(new SearchSheet(context, this))
{
    actions()->addWidget(m_search);
    actions()->addWidget(m_add);
    actions()->addWidget(m_create);
    actions()->addWidget(m_mint);
    content()->addWidget(m_chips);
    auto *card = makeCard(this);
    auto *column = makeColumn(card, 0);
    column->setContentsMargins(12, 12, 12, 12);
    m_list->setModel(m_model);
    m_list->setItemDelegate(new TokenDelegate(context.theme, this));
    m_list->setViewMode(QListView::IconMode);
    m_list->setMovement(QListView::Static);
    m_list->setResizeMode(QListView::Adjust);
    m_list->setUniformItemSizes(true);
    m_list->setFrameShape(QFrame::NoFrame);
    m_list->setVerticalScrollMode(QAbstractItemView::ScrollPerPixel);
    m_stack->addWidget(m_list);
    m_stack->addWidget(m_empty);
    column->addWidget(m_stack);
    content()->addWidget(card, 1);

    connect(m_search, &QPushButton::clicked, m_searchSheet, &Sheet::open);
    connect(m_searchSheet->presenter(), &SearchPresenter::changed, this, &CollectionPage::writeSearch);
    connect(m_add, &QPushButton::clicked, m_addSheet, &Sheet::open);
    connect(m_addSheet, &AddSheet::added, this, [this](const QString &objectId) {
        m_filter = objectId;
        m_model->setCollection(objectId);
        write();
    });
    connect(m_create, &QPushButton::clicked, m_createSheet, &Sheet::open);
    connect(m_mint, &QPushButton::clicked, this, &CollectionPage::mint);
    const auto show = [this](const QModelIndex &index) {
        m_detailSheet->setToken(m_model->token(index.row()));
        m_detailSheet->open();
    };
    connect(m_list, &QListView::activated, this, show);
    connect(m_list, &QListView::clicked, this, [this, show](const QModelIndex &index) {
        if (!m_detailSheet->isOpen())
            show(index);
    });
    connect(m_detailSheet, &DetailSheet::transferWanted, this, [this](const Token &token) {
        m_transferSheet->setToken(token);
        m_transferSheet->open();
    });
    connect(m_detailSheet, &DetailSheet::settingsWanted, this, &CollectionPage::settingsWanted);
    connect(m_empty, &EmptyState::stepChosen, this, [this] {
        if (m_context.backends.collection.collections().isEmpty())
            m_createSheet->open();
        else
            mint();
    });
    connect(&context.backends.collection, &CollectionBackend::changed, this, &CollectionPage::write);
    onLanguage([this] {
        setTitle(tr("Collection"));
        m_add->setText(tr("Add a collection"));
        writeSearch();
        m_create->setText(tr("Create collection"));
        m_mint->setText(tr("Mint an image"));
        m_list->setAccessibleName(tr("My tokens"));
        write();
    });
}

void CollectionPage::mint()
{
    if (m_context.backends.studio.current().id.isEmpty())
        Q_EMIT studioWanted();
    else
        m_mintSheet->open();
}

void CollectionPage::write()
{
    writeChips();
    const bool none = m_context.backends.collection.collections().isEmpty();
    m_empty->setTexts(none ? tr("Tokens you own appear here. They live in collections: create your first one.")
                           : tr("No token of yours here yet. Open an image in the studio and mint it, or search for "
                                "tokens that others gave you."),
                      none ? tr("Create collection") : tr("Mint an image"));
    if (m_model->rowCount() == 0)
        m_stack->setCurrentWidget(m_empty);
    else
        m_stack->setCurrentWidget(m_list);
}

void CollectionPage::writeSearch()
{
    const SearchPresenter *search = m_searchSheet->presenter();
    m_search->setText(!search->isRunning()       ? tr("Search my tokens")
                          : search->total() == 0 ? tr("Searching…")
                                                 : tr("Searching %1/%2").arg(search->done()).arg(search->total()));
}

void CollectionPage::writeChips()
{
    while (QLayoutItem *item = m_chipRow->takeAt(0)) {
        item->widget()->hide();
        item->widget()->deleteLater();
        delete item;
    }
    const auto collections = m_context.backends.collection.collections();
    m_chips->setVisible(!collections.isEmpty());
    const auto chip = [this](const QString &name, const QString &objectId, const QString &why) {
        auto *button = makeButton(m_chips, ButtonKind::Chip);
        button->setText(name);
        button->setToolTip(why);
        button->setChecked(objectId == m_filter);
        button->setAccessibleName(tr("Show: %1").arg(name));
        connect(button, &QPushButton::clicked, this, [this, objectId] {
            m_filter = objectId;
            m_model->setCollection(objectId);
            write();
        });
        m_chipRow->addWidget(button);
        button->show();
    };
    chip(tr("All"), {}, {});
    for (const Collection &collection : collections) {
        const QString count = collection.maxSupply
            ? tr("%1 of %2").arg(Format::number(collection.minted), Format::number(*collection.maxSupply))
            : Format::number(collection.minted);
        const QString layout = Format::layout(collection.layout, collection.rulesProof, collection.isClosed);
        chip(u"%1 · %2"_s.arg(collection.name, count), collection.objectId,
             u"%1 · %2"_s.arg(layout, collection.appName));
    }
}

} // namespace ain::ui
