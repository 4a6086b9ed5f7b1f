#include "tray/program/commandline.h"

int main(int argc, char **argv)
{
    return mimir::runTray(argc, argv);
}
