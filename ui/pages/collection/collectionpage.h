// My tokens as cards, my collections as filters; create, mint, give away.
#pragma once

#include "ui/pages/common/page.h"

class QListView;
class QPushButton;
class QStackedWidget;

namespace ain::ui {

class AddSheet;
class CreateSheet;
class DetailSheet;
class EmptyState;
class FlowLayout;
class MintSheet;
class SearchSheet;
class TokenModel;
class TransferSheet;

class CollectionPage : public Page {
    Q_OBJECT
public:
    explicit CollectionPage(Context &context, QWidget *parent = nullptr);

    /// Opens the mint sheet for the image of the studio.
    void mint();
    [[nodiscard]] CreateSheet *createSheet() const { return m_createSheet; }
    [[nodiscard]] MintSheet *mintSheet() const { return m_mintSheet; }
    [[nodiscard]] DetailSheet *detailSheet() const { return m_detailSheet; }
    [[nodiscard]] AddSheet *addSheet() const { return m_addSheet; }
    [[nodiscard]] SearchSheet *searchSheet() const { return m_searchSheet; }

Q_SIGNALS:
    void studioWanted();
    /// The user wants to choose another node.
    void settingsWanted();

private:
    void write();
    void writeChips();
    void writeSearch();
    QPushButton *m_search;
    QPushButton *m_add;
    QPushButton *m_create;
    QPushButton *m_mint;
    QWidget *m_chips;
    FlowLayout *m_chipRow;
    QStackedWidget *m_stack;
    QListView *m_list;
    TokenModel *m_model;
    EmptyState *m_empty;
    CreateSheet *m_createSheet;
    MintSheet *m_mintSheet;
    DetailSheet *m_detailSheet;
    TransferSheet *m_transferSheet;
    AddSheet *m_addSheet;
    SearchSheet *m_searchSheet;
    QString m_filter;
};

} // namespace ain::ui
