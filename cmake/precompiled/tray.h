// As core.h, for what draws.
#pragma once

#include "core.h"

#include <QAbstractItemModel>
#include <QApplication>
#include <QBoxLayout>
#include <QDialog>
#include <QEvent>
#include <QIcon>
#include <QLabel>
#include <QLocale>
#include <QPainter>
#include <QPushButton>
#include <QWidget>
