# What `cmake --install` puts where. Targets that are not built are left out.
include(GNUInstallDirs)

foreach(program mimir-tray mimir mimir-teams-server)
    if(TARGET ${program})
        get_target_property(kind ${program} TYPE)
        if(kind STREQUAL "EXECUTABLE")
            install(TARGETS ${program} RUNTIME DESTINATION ${CMAKE_INSTALL_BINDIR})
        endif()
    endif()
endforeach()

# Translations are inside the programs.
set(resources ${CMAKE_CURRENT_LIST_DIR}/../resources)
install(DIRECTORY ${resources}/icons/hicolor DESTINATION ${CMAKE_INSTALL_DATADIR}/icons COMPONENT icons)
install(FILES ${resources}/mimir-tray.desktop DESTINATION ${CMAKE_INSTALL_DATADIR}/applications)
install(FILES ${resources}/mimir-tray.metainfo.xml DESTINATION ${CMAKE_INSTALL_DATADIR}/metainfo)
